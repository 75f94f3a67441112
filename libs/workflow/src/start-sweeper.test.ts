import { PassThrough } from 'node:stream';

import { createLogger } from '@triton/logging/create-logger';

import { startSweeper } from './start-sweeper';

const log = createLogger('test', { stream: new PassThrough() });

test('it sweeps again and again, over errors, until it is closed', async () => {
  const queued: string[] = [];
  let sweeps = 0;
  let enough: () => void = () => undefined;
  const swept = new Promise<void>((resolve) => {
    enough = resolve;
  });
  const journal = {
    async takeAbandoned() {
      sweeps++;
      if (sweeps === 1) throw new Error('database is away');
      if (sweeps === 3) enough();
      return [{ jobUuid: `job-${sweeps}`, wakes: 0 }];
    },
  };
  const sweeper = startSweeper({
    journal,
    queueRun: async ({ jobUuid }) => void queued.push(jobUuid),
    intervalMs: 1,
    log,
  });
  await swept;
  await sweeper.close();
  const total = sweeps;
  expect(queued.slice(0, 2)).toEqual(['job-2', 'job-3']);
  await new Promise(setImmediate);
  expect(sweeps).toBe(total);
});

test('closing does not wait for the next sweep', async () => {
  const journal = { takeAbandoned: async () => [] };
  const sweeper = startSweeper({ journal, queueRun: async () => undefined, intervalMs: 3_600_000, log });
  await new Promise(setImmediate);
  await sweeper.close();
});
