import type { Workflow } from '../workflow';
import { soundnessChecks } from './soundness-checks';
import type { World } from './world';

/**
 * Proves that a workflow is safe to run: tests made out of its list of steps. Each step and each undo runs twice; each step
 * fails, before and after its effect, for good and in passing; the runner is killed before and after every single write of
 * the journal, going forward and unwinding, and another goes on. Call it once, at the top of a test file.
 */
export function itIsSound<C, J>(workflow: Workflow<C, J>, newWorld: () => World<C, J> | Promise<World<C, J>>): void {
  describe(`${workflow.name} is sound:`, () => {
    for (const { claim, check } of soundnessChecks(workflow, newWorld)) test(claim, check);
  });
}
