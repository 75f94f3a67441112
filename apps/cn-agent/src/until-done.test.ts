import { untilDone } from './until-done';

const quiet = { giveUp: () => false, onFailure: () => undefined, firstPauseMs: 1, longestPauseMs: 2 };

function failing(times: number): () => Promise<string> {
  return async () => {
    if (times-- > 0) throw new Error('away');
    return 'done';
  };
}

test('work is tried until it succeeds', async () => {
  const attempts: number[] = [];
  const onFailure = (_err: unknown, attempt: number): void => void attempts.push(attempt);
  expect(await untilDone(failing(5), { ...quiet, onFailure, signal: new AbortController().signal })).toBe('done');
  expect(attempts).toEqual([1, 2, 3, 4, 5]);
});

test('what can never succeed is thrown at once', async () => {
  const patience = { ...quiet, giveUp: () => true, signal: new AbortController().signal };
  await expect(untilDone(failing(1), patience)).rejects.toThrow('away');
});

test('after the signal there is one try, and a pause ends with it', async () => {
  const controller = new AbortController();
  const pausing = untilDone(failing(9), { ...quiet, firstPauseMs: 60_000, signal: controller.signal });
  setImmediate(() => controller.abort());
  await expect(pausing).rejects.toThrow(/abort/i);
  expect(await untilDone(failing(0), { ...quiet, signal: controller.signal })).toBe('done');
  await expect(untilDone(failing(1), { ...quiet, signal: controller.signal })).rejects.toThrow('away');
});
