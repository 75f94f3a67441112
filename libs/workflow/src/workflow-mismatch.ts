import type { StepRecord } from './job-state';
import type { Workflow } from './workflow';

/** Undefined when the record can be the beginning of `workflow`; else how it is not: steps changed, version did not. */
export function workflowMismatch<C, J>(steps: readonly StepRecord[], workflow: Workflow<C, J>): string | undefined {
  for (const [index, { name }] of steps.entries()) {
    const expected = workflow.steps[index]?.name;
    if (expected !== name) return `step ${index + 1} was ${name}, the workflow has ${expected ?? 'none'}`;
  }
  return undefined;
}
