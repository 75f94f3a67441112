import { PassThrough } from 'node:stream';

import { createLogger } from '@triton/logging/create-logger';

import { runWorkflow } from './run-workflow';
import { JOB, bench, failing, step, watched } from './testing/bench';
import type { Context, Job } from './testing/bench';
import { MemoryJournal } from './testing/memory-journal';
import { ToyWorld, toyWorkflow } from './testing/toy-workflow';
import { waiting } from './waiting';
import type { StepResults } from './workflow';
import { WorkflowRegistry } from './workflow-registry';

describe('forward', () => {
  test('steps run in order and each sees the results of those before it', async () => {
    const seen: StepResults[] = [];
    const look = step('c', {
      async run(_context, _job, results) {
        seen.push(results);
      },
    });
    const { run, context, read } = bench(step('a'), step('b'), look);
    expect(await run()).toBe('succeeded');
    expect(context).toEqual(['a', 'b']);
    expect(seen).toEqual([{ a: 'result of a', b: 'result of b' }]);
    expect(read()).toMatchObject({ execution: 'succeeded', state: { steps: [{ name: 'a', attempts: 1 }, {}, {}] } });
  });

  test('six steps cost seven writes', async () => {
    const { run, journal } = bench(...['a', 'b', 'c', 'd', 'e', 'f'].map((name) => step(name)));
    const writes: string[] = [];
    await run({ journal: watched(journal, (write) => void writes.push(write)) });
    expect(writes).toEqual(['claim', 'save', 'save', 'save', 'save', 'save', 'succeed']);
  });

  test('a step is given the context of the request that its job was made by', async () => {
    const contexts: Record<string, Context> = {};
    await bench(step('a')).run({ forRequest: (_context, reqId) => (contexts[reqId] = []) });
    expect(contexts).toEqual({ 'req-1': ['a'] });
  });

  test('a result is what JSON makes of it, in the first run too', async () => {
    const seen: unknown[] = [];
    const dated = step('a', { run: async () => ({ at: new Date(0), none: undefined }) });
    const look = step('b', { run: async (_context, _job, results) => seen.push(results.a) });
    await bench(dated, look).run();
    expect(seen).toEqual([{ at: '1970-01-01T00:00:00.000Z' }]);
  });

  test('a workflow without steps succeeds', async () => {
    expect(await bench().run()).toBe('succeeded');
  });

  test('a job that has ended is not run again', async () => {
    const { run, context } = bench(step('a'));
    await run();
    expect(await run()).toBe('succeeded');
    expect(context).toEqual(['a']);
  });
});

describe('leases', () => {
  test('of many runs at once one does the work', async () => {
    const { run, context } = bench(step('a'), step('b'));
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => run()));
    expect(outcomes.sort()).toEqual([...Array<string>(7).fill('lost-lease'), 'succeeded']);
    expect(context).toEqual(['a', 'b']);
  });

  test('a runner that was thought dead finishes its step and can then write nothing', async () => {
    const { opened, open } = gate();
    const slow = step('b', {
      async run(context) {
        context.push('b');
        if (context.filter((line) => line === 'b').length === 1) await opened;
        return context.length;
      },
    });
    const { run, journal, context, read } = bench(step('a'), slow, step('c'));
    const zombie = run();
    while (!context.includes('b')) await Promise.resolve();
    journal.expireLeases();
    expect(await run()).toBe('succeeded');
    const end = read();
    open();
    expect(await zombie).toBe('lost-lease');
    expect(read()).toEqual(end);
    expect(context).toEqual(['a', 'b', 'b', 'c']);
  });

  test('a long step keeps its lease', async () => {
    const { opened, open } = gate();
    const renewed = gate();
    const long = step('a', { run: () => opened });
    const { run, journal } = bench(long);
    const running = run({
      leaseMs: 30,
      journal: watched(journal, (write) => (write === 'renew' ? renewed.open() : undefined)),
    });
    await renewed.opened;
    expect(await run()).toBe('lost-lease');
    open();
    expect(await running).toBe('succeeded');
  });

  test('a job that is not there is nobody‘s', async () => {
    expect(await bench().run({ jobUuid: 'nowhere' })).toBe('lost-lease');
  });
});

describe('versions', () => {
  test('a job finishes on the version it began with', async () => {
    const { run, context, workflow, journal } = bench(step('a', { run: async () => waiting('not yet') }));
    await run();
    const old = { ...workflow, steps: [step('a'), step('old b')] };
    const current = { ...workflow, version: '2.0.0', steps: [step('a'), step('new b')] };
    const workflows = new WorkflowRegistry([current, old]);
    expect(await run({ workflows })).toBe('succeeded');
    expect(context).toEqual(['a', 'old b']);
    journal.add('job-2', current, { key: 'job-2' });
    expect(await run({ workflows, jobUuid: 'job-2' })).toBe('succeeded');
    expect(context).toEqual(['a', 'old b', 'a', 'new b']);
  });

  test('a job of a workflow nobody knows fails, when it has not begun', async () => {
    const { run, read } = bench(step('a'));
    expect(await run({ workflows: new WorkflowRegistry<Context, Job>([]) })).toBe('failed');
    expect(read().failure?.reason).toBe('workflow test-1.0.0 is not known here');
  });

  test('a job of a workflow nobody knows any more is stuck, when it has begun', async () => {
    const { run, read } = bench(step('a'), step('b', { run: async () => waiting('not yet') }));
    await run();
    expect(await run({ workflows: new WorkflowRegistry<Context, Job>([]) })).toBe('stuck');
    expect(read().stuckReason).toBe('workflow test-1.0.0 is not known here');
  });

  test('a job whose steps were changed under the same version is stuck', async () => {
    const { run, workflow, read } = bench(step('a'), step('b', { run: async () => waiting('not yet') }));
    await run();
    const changed = new WorkflowRegistry([{ ...workflow, steps: [step('a'), step('c')] }]);
    expect(await run({ workflows: changed })).toBe('stuck');
    expect(read().stuckReason).toBe('step 2 was b, the workflow has c');
  });

  test('two workflows or two steps of the same name are refused', () => {
    const workflow = { name: 'x', version: '1', steps: [] };
    expect(() => new WorkflowRegistry([workflow, workflow])).toThrow('there are two workflows x-1');
    expect(() => new WorkflowRegistry([{ ...workflow, steps: [step('a'), step('a')] }])).toThrow('two steps a');
  });
});

test('what happens is logged with the job', async () => {
  const stream = new PassThrough();
  const log = createLogger('runner', { stream, level: 'debug' });
  await bench(step('a'), step('b', failing(new Error('no space')))).run({ log });
  const lines = String(stream.read());
  expect(lines).toContain('"job_uuid":"job-1"');
  expect(lines).toContain('step failed, unwinding');
  expect(lines).toContain('"req_id":"req-1"');
});

test('a toy world is run from end to end', async () => {
  const world = new ToyWorld();
  const journal = new MemoryJournal<{ key: string }>();
  journal.add(JOB, toyWorkflow, world.job);
  const options = {
    workflows: new WorkflowRegistry([toyWorkflow]),
    journal,
    context: world,
    jobUuid: JOB,
    holder: 'me',
  };
  expect(await runWorkflow(options)).toBe('waiting');
  world.advance();
  expect(await runWorkflow(options)).toBe('succeeded');
  world.expectDone();
});

function gate(): { opened: Promise<void>; open(): void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
