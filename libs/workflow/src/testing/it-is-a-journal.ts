import type { JobState } from '../job-state';
import type { Claimed, Journal, Lease } from '../journal';

/** A journal, and what its tests need beside it. */
export interface JournalUnderTest<J> {
  journal: Journal<J>;
  /** Records a new job, ready to be run; answers its uuid. */
  newJob(): Promise<string>;
  /** Makes the lease of the job run out now, as when its runner was killed long ago. */
  expireLease(jobUuid: string): Promise<void>;
  /** Makes the time to look again come now. */
  makeDue(jobUuid: string): Promise<void>;
}

const STATE: JobState = {
  steps: [
    {
      name: 'a',
      started_at: '2026-03-03T10:00:00.000Z',
      finished_at: '2026-03-03T10:00:01.000Z',
      attempts: 1,
      result: 7,
    },
  ],
};
const FAILURE = { step: 'a', reason: 'no space', since: '2026-03-03T10:00:00.000Z' };
const HOUR_MS = 3_600_000;

/** What every implementation of `Journal` must do. Call it in the implementation's test file. */
export function itIsAJournal<J>(open: () => Promise<JournalUnderTest<J>>): void {
  let under: JournalUnderTest<J>;
  let journal: Journal<J>;
  let jobUuid: string;
  const lease = (token: string): Lease => ({ jobUuid, token, leaseMs: 60_000 });

  const takeAbandoned = async () => (await journal.takeAbandoned(100, HOUR_MS)).map(({ jobUuid: found }) => found);

  async function claimed(token: string): Promise<Claimed<J>> {
    const claim = await journal.claim(lease(token));
    if (claim.outcome !== 'claimed') throw new Error(`not claimed but ${claim.outcome}`);
    return claim;
  }

  const park = async (token: string, state: JobState = STATE) => {
    const seenWakes = (await journal.save(lease(token), state)) ?? 0;
    return journal.park(lease(token), state, { seenWakes, lookAgainMs: HOUR_MS });
  };

  describe('it is a journal:', () => {
    beforeEach(async () => {
      under = await open();
      journal = under.journal;
      jobUuid = await under.newJob();
    });

    test('of runs that claim a job at once exactly one gets it', async () => {
      const claims = await Promise.all(Array.from({ length: 8 }, (_, run) => journal.claim(lease(`run-${run}`))));
      expect(claims.map(({ outcome }) => outcome).sort()).toEqual(['claimed', ...Array<string>(7).fill('held')]);
    });

    test('what one run has written the next one reads, and the job keeps its first start', async () => {
      const first = await claimed('one');
      expect(first.state.steps ?? []).toEqual([]);
      expect(await park('one')).toBe('parked');
      const second = await claimed('two');
      expect(second.state).toEqual(STATE);
      expect(second.startedAt).toEqual(first.startedAt);
    });

    test('a lease that ran out can be taken over, and then its first holder can write nothing more', async () => {
      await claimed('one');
      await under.expireLease(jobUuid);
      await claimed('two');
      const zombie = lease('one');
      expect(await journal.renew(zombie)).toBe(false);
      expect(await journal.save(zombie, {})).toBeUndefined();
      expect(await journal.park(zombie, {}, { seenWakes: 99, lookAgainMs: 0 })).toBe('lost');
      expect(await journal.succeed(zombie, {})).toBe(false);
      expect(await journal.fail(zombie, {}, FAILURE)).toBe(false);
      expect(await journal.markStuck(zombie, {}, 'stuck')).toBe(false);
      expect(await journal.save(lease('two'), STATE)).toEqual(expect.any(Number));
      expect(await journal.claim(lease('three'))).toEqual({ outcome: 'held' });
    });

    test('a lease that ran out and that nobody took is still good', async () => {
      await claimed('one');
      await under.expireLease(jobUuid);
      expect(await journal.save(lease('one'), STATE)).toEqual(expect.any(Number));
      expect(await journal.claim(lease('two'))).toEqual({ outcome: 'held' });
    });

    test('renewing makes a lease last', async () => {
      await claimed('one');
      await under.expireLease(jobUuid);
      expect(await journal.renew(lease('one'))).toBe(true);
      expect(await journal.claim(lease('two'))).toEqual({ outcome: 'held' });
    });

    test('a run that came while another was looking keeps that one from parking, once', async () => {
      const { wakes } = await claimed('one');
      expect(await journal.claim(lease('two'))).toEqual({ outcome: 'held' });
      const until = { lookAgainMs: HOUR_MS };
      const answer = await journal.park(lease('one'), STATE, { ...until, seenWakes: wakes });
      expect(answer).toEqual({ woken: expect.any(Number) });
      const { woken } = answer as { woken: number };
      expect(await journal.claim(lease('three'))).toEqual({ outcome: 'held' });
      expect(await journal.park(lease('one'), STATE, { ...until, seenWakes: woken })).toEqual({ woken: woken + 1 });
      expect(await journal.park(lease('one'), STATE, { ...until, seenWakes: woken + 1 })).toBe('parked');
      expect((await claimed('four')).state).toEqual(STATE);
    });

    test('a run that came before the last write does not keep it from parking', async () => {
      await claimed('one');
      await journal.claim(lease('two'));
      expect(await park('one')).toBe('parked');
    });

    test('a parked job can be claimed before its time', async () => {
      await claimed('one');
      await park('one');
      await claimed('two');
    });

    test.each([
      ['succeeded', () => journal.succeed(lease('one'), STATE)],
      ['failed', () => journal.fail(lease('one'), STATE, FAILURE)],
      ['stuck', () => journal.markStuck(lease('one'), STATE, 'nobody can undo it')],
    ])('a job that %s is over: nobody claims it, sweeps it or writes to it', async (outcome, end) => {
      await claimed('one');
      expect(await end()).toBe(true);
      expect(await journal.claim(lease('two'))).toEqual({ outcome });
      expect(await journal.save(lease('one'), {})).toBeUndefined();
      await under.makeDue(jobUuid);
      expect(await takeAbandoned()).not.toContain(jobUuid);
    });

    test('a job that does not exist is missing', async () => {
      jobUuid = '00000000-0000-4000-8000-00000000dead';
      expect(await journal.claim(lease('one'))).toEqual({ outcome: 'missing' });
    });

    test('a job is abandoned when nobody holds it and its time has come, and then it is taken by one sweep', async () => {
      await under.makeDue(jobUuid);
      const sweeps = await Promise.all([takeAbandoned(), takeAbandoned()]);
      expect(sweeps.flat().filter((uuid) => uuid === jobUuid)).toEqual([jobUuid]);
      expect(await takeAbandoned()).not.toContain(jobUuid);
    });

    test('a job is not abandoned while it is run, nor while it is parked and nobody need look', async () => {
      await claimed('one');
      await under.makeDue(jobUuid);
      expect(await takeAbandoned()).not.toContain(jobUuid);
      expect(await park('one')).toBe('parked');
      expect(await takeAbandoned()).not.toContain(jobUuid);
      await under.makeDue(jobUuid);
      expect(await takeAbandoned()).toContain(jobUuid);
    });

    test('a job whose runner was killed is abandoned once its lease has run out', async () => {
      await claimed('one');
      await under.expireLease(jobUuid);
      await under.makeDue(jobUuid);
      expect(await takeAbandoned()).toContain(jobUuid);
    });

    test('an abandoned job is told with its wakes, which change only when somebody comes to run it', async () => {
      const found = async () => (await journal.takeAbandoned(100, 0)).find((one) => one.jobUuid === jobUuid)?.wakes;
      await under.makeDue(jobUuid);
      const first = await found();
      expect(await found()).toBe(first);
      await claimed('one');
      await under.expireLease(jobUuid);
      expect(await found()).toBe((first ?? NaN) + 1);
    });

    test('a sweep takes no more than it was asked to', async () => {
      const more = await Promise.all([under.newJob(), under.newJob()]);
      for (const uuid of [jobUuid, ...more]) await under.makeDue(uuid);
      expect(await journal.takeAbandoned(2, HOUR_MS)).toHaveLength(2);
    });
  });
}
