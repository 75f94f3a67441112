import type { Workflow } from './workflow';

/** The workflows a runner knows. Keep a version here until no unfinished job names it. */
export class WorkflowRegistry<C, J> {
  readonly #known = new Map<string, Workflow<C, J>>();

  constructor(workflows: readonly Workflow<C, J>[]) {
    for (const workflow of workflows) {
      const id = idOf(workflow);
      if (this.#known.has(id)) throw new Error(`there are two workflows ${id}`);
      const names = workflow.steps.map(({ name }) => name);
      const twice = names.find((name, index) => names.indexOf(name) !== index);
      if (twice !== undefined) throw new Error(`workflow ${id} has two steps ${twice}`);
      this.#known.set(id, workflow);
    }
  }

  /** All of them, in the order given. */
  all(): readonly Workflow<C, J>[] {
    return [...this.#known.values()];
  }

  find(wanted: { name: string; version: string }): Workflow<C, J> | undefined {
    return this.#known.get(idOf(wanted));
  }
}

function idOf({ name, version }: { name: string; version: string }): string {
  return `${name}-${version}`;
}
