import type { Journal } from '../journal';
import { runWorkflow } from '../run-workflow';
import type { RunOptions } from '../run-workflow';
import type { Step, Workflow } from '../workflow';
import { WorkflowRegistry } from '../workflow-registry';
import { MemoryJournal } from './memory-journal';

export interface Job {
  key: string;
}
export type Context = string[];
export const JOB = 'job-1';

/** Each effect leaves its line in the context, which is a list. */
export function step(name: string, changes: Partial<Step<Context, Job>> = {}): Step<Context, Job> {
  return {
    name,
    async run(context) {
      context.push(name);
      return `result of ${name}`;
    },
    async undo(context) {
      context.push(`undo ${name}`);
    },
    ...changes,
  };
}

/** A workflow of these steps, and all it takes to run a job of it by hand. */
export function bench(...steps: Step<Context, Job>[]) {
  let now = Date.parse('2026-03-03T10:00:00Z');
  const clock = () => now;
  const workflow: Workflow<Context, Job> = { name: 'test', version: '1.0.0', steps };
  const journal = new MemoryJournal<Job>(clock);
  journal.add(JOB, workflow, { key: JOB }, 'req-1');
  const context: Context = [];
  const workflows = new WorkflowRegistry([workflow]);
  const run = (changes: Partial<RunOptions<Context, Job>> = {}) =>
    runWorkflow({ workflows, journal, context, jobUuid: JOB, holder: 'test', clock, ...changes });
  const pass = (ms: number) => {
    now += ms;
  };
  return { journal, context, workflow, run, pass, clock, read: () => journal.read(JOB) };
}

/** A step that throws. */
export function failing(err: Error): Partial<Step<Context, Job>> {
  return { run: () => Promise.reject(err) };
}

/** A journal that tells of each call just before it is made. */
export function watched(journal: MemoryJournal<Job>, before: (write: string) => void | Promise<void>): Journal<Job> {
  return new Proxy(journal, {
    get(target, name: keyof Journal<Job>) {
      return async (...args: unknown[]) => {
        await before(name);
        return (target[name] as (...args: unknown[]) => unknown).apply(target, args);
      };
    },
  });
}
