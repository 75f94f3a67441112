import { ConflictError } from '@triton/errors/conflict-error';
import { ServiceUnavailableError } from '@triton/errors/service-unavailable-error';

import { sweep } from './sweep';
import { JOB, bench, failing, step, watched } from './testing/bench';
import { waiting } from './waiting';

describe('waiting', () => {
  test('a step that waits ends the run, and the next run begins with it', async () => {
    let ready = false;
    const patient = step('b', { run: async () => (ready ? 'there' : waiting('not there yet')) });
    const { run, context, read } = bench(step('a'), patient, step('c'));
    expect(await run()).toBe('waiting');
    expect(read()).toMatchObject({ execution: 'running', state: { steps: [{}, { waiting: 'not there yet' }] } });
    expect(read().lease).toBeUndefined();
    ready = true;
    expect(await run()).toBe('succeeded');
    expect(context).toEqual(['a', 'c']);
  });

  test('an event that comes while the step looks is not lost: it looks again at once', async () => {
    let looks = 0;
    const { run, journal } = bench(step('a', { run: async () => (++looks === 1 ? waiting('not yet') : 'there') }));
    const wakeBeforeFirstPark = watched(journal, async (write) => {
      if (write === 'park' && looks === 1) expect(await run()).toBe('lost-lease'); // the run that the event queues
    });
    expect(await run({ journal: wakeBeforeFirstPark })).toBe('succeeded');
    expect(looks).toBe(2);
  });

  test('an event that comes before the step looks does not make it look twice', async () => {
    let looks = 0;
    const patient = step('b', {
      async run() {
        looks++;
        return waiting('not yet');
      },
    });
    const { run, journal } = bench(step('a'), patient);
    const wakeEarly = watched(journal, async (write) => {
      if (write === 'save') await run();
    });
    expect(await run({ journal: wakeEarly })).toBe('waiting');
    expect(looks).toBe(1);
  });

  test('a step that parks first does not look before the event, and is written down with what it waits for', async () => {
    let looks = 0;
    const writes: string[] = [];
    const patient = step('b', { parksFirst: true, run: async () => void looks++ });
    const { run, journal, read } = bench(step('a0'), step('a'), patient);
    expect(await run({ journal: watched(journal, (write) => void writes.push(write)) })).toBe('waiting');
    expect(looks).toBe(0);
    expect(writes).toEqual(['claim', 'save', 'park']);
    expect(read().state.steps?.at(-1)).toMatchObject({ name: 'b', waiting: 'what a asked for' });
    expect(await run()).toBe('succeeded');
    expect(looks).toBe(1);
  });

  test('an event that comes before the step has parked makes it look at once', async () => {
    const looker = step('b', { parksFirst: true });
    const { run, journal, context } = bench(step('a0'), step('a'), looker);
    const wakeEarly = watched(journal, async (write) => {
      if (write === 'park') expect(await run()).toBe('lost-lease');
    });
    expect(await run({ journal: wakeEarly })).toBe('succeeded');
    expect(context).toEqual(['a0', 'a', 'b']);
  });

  test('a step that parks first looks at once when a killed runner may have asked already', async () => {
    const { run, journal, context } = bench(step('a0'), step('a'), step('b', { parksFirst: true }));
    const killedAtPark = watched(journal, (write) => {
      if (write === 'park') throw new Error('killed');
    });
    await expect(run({ journal: killedAtPark })).rejects.toThrow('killed');
    journal.expireLeases();
    expect(await run()).toBe('succeeded');
    expect(context).toEqual(['a0', 'a', 'a', 'b']);
  });

  test('when the event gets lost the sweeper brings the job, later and later', async () => {
    const { run, journal, pass } = bench(step('a', { run: async () => waiting('not yet') }));
    const swept = async () => {
      const found: string[] = [];
      await sweep({ journal, queueRun: async ({ jobUuid }) => void found.push(jobUuid) });
      return found;
    };
    await run();
    expect(await swept()).toEqual([]);
    pass(2_000);
    expect(await swept()).toEqual([JOB]);
    expect(await swept()).toEqual([]);
    await run();
    pass(3_999);
    expect(await swept()).toEqual([]);
    pass(1);
    expect(await swept()).toEqual([JOB]);
  });

  test('a step may say when to look again, and then a run is queued for that time', async () => {
    const queued: unknown[] = [];
    const { run, read, clock } = bench(step('a', { run: async () => waiting('not yet', 700) }));
    await run({ queueRun: async (...args) => void queued.push(args) });
    expect(queued).toEqual([[JOB, 700]]);
    expect(read().lookAgainAt).toBe(clock() + 700);
  });

  test('a step that waits beyond its deadline is unwound, with what it waited for as the reason', async () => {
    const patient = step('b', { deadlineMs: 60_000, run: async () => waiting('the node works on it') });
    const { run, read, pass, context } = bench(step('a'), patient);
    await run();
    pass(59_999);
    expect(await run()).toBe('waiting');
    pass(1);
    expect(await run()).toBe('failed');
    expect(read().failure).toMatchObject({ step: 'b', reason: 'b did not end within 60 s: the node works on it' });
    expect(context).toEqual(['a', 'undo b', 'undo a']);
  });
});

describe('faults', () => {
  test.each([
    ['an error of ours that says so', new ServiceUnavailableError('away')],
    ['a refused connection', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })],
    ['a lost database below another error', new Error('no row', { cause: new Error('Connection terminated') })],
  ])('%s is tried again after a while', async (_what, err) => {
    let tries = 0;
    const shaky = step('b', { run: async () => (++tries < 3 ? Promise.reject(err) : 'there') });
    const { run, context, read } = bench(step('a'), shaky, step('c'));
    const queued: number[] = [];
    const queueRun = async (_uuid: string, delayMs: number) => void queued.push(delayMs);
    expect(await run({ queueRun })).toBe('waiting');
    expect(read().state.steps?.[1]).toMatchObject({ attempts: 1, error: { message: err.message } });
    expect(await run({ queueRun })).toBe('waiting');
    expect(await run({ queueRun })).toBe('succeeded');
    expect(context).toEqual(['a', 'c']);
    expect(queued[0]).toBeGreaterThanOrEqual(187);
    expect(queued[1]).toBeGreaterThan(queued[0] ?? 0);
    expect(read().state.steps?.[1]).not.toHaveProperty('error');
  });

  test('one that does not pass is unwound at the deadline, and the retry before it comes no later than that', async () => {
    const away = step('b', { deadlineMs: 1_000, ...failing(new ServiceUnavailableError('away')) });
    const { run, pass, read, context, clock } = bench(step('a'), away);
    await run();
    pass(950);
    await run();
    expect(read().lookAgainAt).toBeLessThanOrEqual(clock() + 50);
    pass(50);
    expect(await run()).toBe('failed');
    expect(read().failure?.reason).toBe('b did not end within 1 s: away');
    expect(context).toEqual(['a', 'undo b', 'undo a']);
  });

  test('the deadline of the first step counts from the first claim, killed runners included', async () => {
    const away = step('a', { deadlineMs: 1_000, ...failing(new ServiceUnavailableError('away')) });
    const { run, pass, journal } = bench(away);
    const killed = watched(journal, (write) => {
      if (write === 'park') throw new Error('killed');
    });
    await expect(run({ journal: killed })).rejects.toThrow('killed');
    pass(20_000);
    expect(await run()).toBe('failed');
  });

  test('an error that a repetition would repeat is unwound at once: it and all before it, last first', async () => {
    const { run, context, read } = bench(
      step('a'),
      { name: 'b', run: step('b').run }, // has no undo
      step('c', failing(new ConflictError('the ticket is finished'))),
      step('d'),
    );
    expect(await run()).toBe('failed');
    expect(context).toEqual(['a', 'b', 'undo c', 'undo a']);
    expect(read()).toMatchObject({
      execution: 'failed',
      failure: { step: 'c', reason: 'the ticket is finished' },
      state: { steps: [{ undo: {} }, {}, { error: { code: 'ConflictError' }, undo: {} }] },
    });
  });

  test('an undo may wait and may be tried again, for as long as it takes', async () => {
    let undos = 0;
    const slow = step('a', {
      deadlineMs: 1,
      async undo(context) {
        undos++;
        if (undos === 1) return waiting('the node still works on it');
        if (undos === 2) throw new ServiceUnavailableError('away');
        context.push('undo a');
      },
    });
    const { run, context, pass } = bench(slow, step('b', failing(new Error('no'))));
    expect(await run()).toBe('waiting');
    pass(86_400_000);
    expect(await run()).toBe('waiting');
    pass(86_400_000);
    expect(await run()).toBe('failed');
    expect(context).toEqual(['a', 'undo b', 'undo a']);
  });

  test('an undo that cannot be done leaves the job stuck and running, with the reason, and nobody runs it again', async () => {
    const hopeless = step('a', { undo: () => Promise.reject(new Error('the ticket is gone')) });
    const { run, read, journal } = bench(hopeless, step('b', failing(new Error('no'))));
    expect(await run()).toBe('stuck');
    expect(read()).toMatchObject({ execution: 'running', stuckReason: 'could not undo a: the ticket is gone' });
    expect(await run()).toBe('stuck');
    expect(await journal.takeAbandoned(10, 1)).toEqual([]);
  });

  test('when the journal cannot be written the run ends with that error and writes nothing more', async () => {
    const { run, journal, context } = bench(step('a'), step('b'));
    const writes: string[] = [];
    const away = watched(journal, (write) => {
      writes.push(write);
      if (write === 'save') throw new Error('database is away');
    });
    await expect(run({ journal: away })).rejects.toThrow('database is away');
    expect(writes).toEqual(['claim', 'save']);
    expect(context).toEqual(['a']);
  });
});

describe('a repeatable step', () => {
  test('is written down with the next one, and done again by the run after a killed one', async () => {
    const writes: string[] = [];
    const { run, journal, context, read } = bench(step('a'), step('look', { repeatable: true }), step('c'));
    const killedAfterLooking = watched(journal, (write) => {
      writes.push(write);
      if (write === 'succeed') throw new Error('killed');
    });
    await expect(run({ journal: killedAfterLooking })).rejects.toThrow('killed');
    expect(writes).toEqual(['claim', 'save', 'succeed']);
    expect(read().state.steps?.map(({ name }) => name)).toEqual(['a', 'look']);
    journal.expireLeases();
    expect(await run()).toBe('succeeded');
    expect(context).toEqual(['a', 'look', 'c', 'look', 'c']);
  });

  test('is undone with the others although nobody wrote down that it ended', async () => {
    const { run, context } = bench(step('a', { repeatable: true }), step('b', failing(new ConflictError('no'))));
    expect(await run()).toBe('failed');
    expect(context).toEqual(['a', 'undo b', 'undo a']);
  });
});
