import { ServiceUnavailableError } from '@triton/errors/service-unavailable-error';

import type { Journal } from '../journal';
import type { Outcome } from '../run';
import { runWorkflow } from '../run-workflow';
import { Waiting } from '../waiting';
import type { Step, Workflow } from '../workflow';
import { WorkflowRegistry } from '../workflow-registry';
import { Crash, CrashingJournal } from './crashing-journal';
import { MemoryJournal } from './memory-journal';
import type { FailedAt, World } from './world';

export interface SoundnessCheck {
  /** Ends the sentence "the workflow is sound: …". */
  claim: string;
  /** Rejects when the claim does not hold. */
  check(): Promise<void>;
}

type NewWorld<C, J> = () => World<C, J> | Promise<World<C, J>>;

const JOB = '00000000-0000-4000-8000-000000000001';
const RUNS_AT_MOST = 100;

/** The claims of `itIsSound`, each with its proof. Apart from it, so that the proofs can be seen to fail. */
export function soundnessChecks<C, J>(workflow: Workflow<C, J>, newWorld: NewWorld<C, J>): SoundnessCheck[] {
  const names = workflow.steps.map(({ name }) => name);
  const failures = names.flatMap((step) => (['before', 'after'] as const).map((when) => ({ step, when })));
  const succeeds = async (changed: Workflow<C, J>): Promise<void> => {
    const world = await newWorld();
    expectOutcome(await drive(changed, world), 'succeeded');
    await world.expectDone();
  };
  const unwinds = async (changed: Workflow<C, J>, failedAt: FailedAt): Promise<void> => {
    const world = await newWorld();
    expectOutcome(await drive(failing(changed, failedAt), world), 'failed');
    await world.expectUndone(failedAt);
  };
  return [
    { claim: 'it ends well when nothing goes wrong', check: () => succeeds(workflow) },
    { claim: 'every step may run twice', check: () => succeeds(changeSteps(workflow, runTwice)) },
    ...names.map((name) => ({
      claim: `a passing fault after ${name} is got over`,
      check: () => succeeds(faltering(workflow, name)),
    })),
    {
      claim: 'its runner may be killed anywhere',
      check: () => survivesKills(workflow, newWorld, 'succeeded', (world) => world.expectDone()),
    },
    ...failures.flatMap((failedAt) => {
      const where = `when it fails ${failedAt.when} ${failedAt.step}`;
      return [
        { claim: `nothing is left behind ${where}`, check: () => unwinds(workflow, failedAt) },
        {
          claim: `every undo may run twice ${where}`,
          check: () => unwinds(changeSteps(workflow, undoTwice), failedAt),
        },
        {
          claim: `its runner may be killed anywhere ${where}`,
          check: () =>
            survivesKills(failing(workflow, failedAt), newWorld, 'failed', (world) => world.expectUndone(failedAt)),
        },
      ];
    }),
  ];
}

/** Kills the runner at one write after the other, each in a new world, until a run has no more writes. */
async function survivesKills<C, J>(
  workflow: Workflow<C, J>,
  newWorld: NewWorld<C, J>,
  expected: Outcome,
  check: (world: World<C, J>) => void | Promise<void>,
): Promise<void> {
  for (let at = 1, killed = true; killed; at++) {
    for (const when of ['before', 'after'] as const) {
      const world = await newWorld();
      const kill = { at, when, happened: false };
      try {
        expectOutcome(await drive(workflow, world, kill), expected);
        await check(world);
      } catch (cause) {
        const message = cause instanceof Error ? cause.message : String(cause);
        throw new Error(`killed ${when} journal write ${at}: ${message}`, { cause });
      }
      killed = kill.happened;
    }
  }
}

function expectOutcome(outcome: Outcome, expected: Outcome): void {
  if (outcome !== expected) throw new Error(`the job ${outcome} where it should have ${expected}`);
}

/** Runs the job, again and again while it waits or its runner gets killed, to its end. */
async function drive<C, J>(
  workflow: Workflow<C, J>,
  world: World<C, J>,
  kill?: { at: number; when: 'before' | 'after'; happened: boolean },
): Promise<Outcome> {
  const memory = new MemoryJournal<J>();
  memory.add(JOB, workflow, world.job);
  const crashing = kill && new CrashingJournal(memory, kill.at, kill.when);
  let journal: Journal<J> = crashing ?? memory;
  const workflows = new WorkflowRegistry([workflow]);
  for (let run = 0; run < RUNS_AT_MOST; run++) {
    try {
      const outcome = await runWorkflow({ workflows, journal, context: world.context, jobUuid: JOB, holder: 'test' });
      if (outcome !== 'waiting') return outcome;
      await world.advance?.();
    } catch (err) {
      if (!(err instanceof Crash) || kill === undefined) throw err;
      kill.happened = true;
      memory.expireLeases();
      journal = memory; // the next runner
    }
  }
  const { state } = memory.read(JOB);
  throw new Error(`it did not end in ${RUNS_AT_MOST} runs: ${JSON.stringify(state.steps?.at(-1))}`);
}

function changeSteps<C, J>(workflow: Workflow<C, J>, change: (step: Step<C, J>) => Step<C, J>): Workflow<C, J> {
  return { ...workflow, steps: workflow.steps.map(change) };
}

function changeStep<C, J>(
  workflow: Workflow<C, J>,
  name: string,
  run: (step: Step<C, J>) => Step<C, J>['run'],
): Workflow<C, J> {
  return changeSteps(workflow, (step) => (step.name === name ? { ...step, run: run(step) } : step));
}

function runTwice<C, J>(step: Step<C, J>): Step<C, J> {
  return {
    ...step,
    async run(...args) {
      await step.run(...args);
      return step.run(...args);
    },
  };
}

function undoTwice<C, J>(step: Step<C, J>): Step<C, J> {
  if (step.undo === undefined) return step;
  const { undo } = step;
  return {
    ...step,
    async undo(...args) {
      await undo.apply(step, args);
      return undo.apply(step, args);
    },
  };
}

function failing<C, J>(workflow: Workflow<C, J>, { step: name, when }: FailedAt): Workflow<C, J> {
  return changeStep(workflow, name, (step) => async (...args) => {
    const result = when === 'after' ? await step.run(...args) : undefined;
    if (result instanceof Waiting) return result;
    throw new Error(`${name} was made to fail`);
  });
}

/** The step has its effect and then reports trouble that passes: once. */
function faltering<C, J>(workflow: Workflow<C, J>, name: string): Workflow<C, J> {
  let faltered = false;
  return changeStep(workflow, name, (step) => async (...args) => {
    const result = await step.run(...args);
    if (faltered || result instanceof Waiting) return result;
    faltered = true;
    throw new ServiceUnavailableError(`${name} was made to falter`);
  });
}
