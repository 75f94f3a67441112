import type { Step, Workflow } from '../workflow';
import { itIsSound } from './it-is-sound';
import { soundnessChecks } from './soundness-checks';
import { ToyWorld, askForDisk, takeTicket, toyWorkflow, writeDown } from './toy-workflow';
import type { ToyJob } from './toy-workflow';

type ToyStep = Step<ToyWorld, ToyJob>;

itIsSound(toyWorkflow, () => new ToyWorld());

/** The claims that do not hold when `replaced` steps stand in for those of the same name. */
async function broken(...replaced: ToyStep[]): Promise<string[]> {
  const steps = toyWorkflow.steps.map((step) => replaced.find(({ name }) => name === step.name) ?? step);
  return claimsOf({ ...toyWorkflow, steps });
}

async function claimsOf(workflow: Workflow<ToyWorld, ToyJob>): Promise<string[]> {
  const failed: string[] = [];
  for (const { claim, check } of soundnessChecks(workflow, () => new ToyWorld())) {
    await check().catch(() => failed.push(claim));
  }
  return failed;
}

test('a step that cannot run twice is found out', async () => {
  const run: ToyStep['run'] = async (world, { key }) => world.book.push(key);
  expect(await broken({ ...writeDown, run })).toEqual(
    expect.arrayContaining([
      'every step may run twice',
      'its runner may be killed anywhere',
      'a passing fault after toy.write_down is got over',
    ]),
  );
});

test('a step without the undo it needs is found out', async () => {
  const { undo: _undo, ...noUndo } = writeDown;
  const claims = await broken(noUndo);
  expect(claims).toContain('nothing is left behind when it fails after toy.write_down');
  expect(claims).toContain('nothing is left behind when it fails before toy.give_ticket_back');
  expect(claims).not.toContain('nothing is left behind when it fails before toy.write_down');
});

test('an undo that needs the answer of a step nobody heard is found out', async () => {
  const undo: ToyStep['undo'] = async (world, { key }, results) => {
    if (results['toy.take_ticket']) world.tickets.delete(key);
  };
  expect(await broken({ ...takeTicket, undo })).toEqual(
    expect.arrayContaining(['nothing is left behind when it fails after toy.take_ticket']),
  );
});

test('an undo that cannot run twice is found out', async () => {
  const undo: ToyStep['undo'] = async (world, { key }) => {
    if (!world.tickets.delete(key)) throw new Error('there is no such ticket');
  };
  expect(await broken({ ...takeTicket, undo })).toEqual(
    expect.arrayContaining(['every undo may run twice when it fails after toy.take_ticket']),
  );
});

test('a step that remembers outside of the journal is found out', async () => {
  let asked = false;
  const run: ToyStep['run'] = async (world, job, results) => {
    if (asked) return null;
    asked = true;
    return askForDisk.run(world, job, results);
  };
  expect(await broken({ ...askForDisk, run })).not.toEqual([]);
});

test('an effect in the wrong order is found out: the ticket goes back before the line is written', async () => {
  const [take, ask, wait, write, giveBack] = toyWorkflow.steps as [ToyStep, ToyStep, ToyStep, ToyStep, ToyStep];
  const needsTicket: ToyStep = {
    ...write,
    async run(world, job, results) {
      if (!world.tickets.has(job.key)) throw new Error('not my turn');
      return write.run(world, job, results);
    },
  };
  expect(await claimsOf({ ...toyWorkflow, steps: [take, ask, wait, giveBack, needsTicket] })).toContain(
    'it ends well when nothing goes wrong',
  );
});

test('a sound one has nothing to be found', async () => {
  expect(await claimsOf(toyWorkflow)).toEqual([]);
});
