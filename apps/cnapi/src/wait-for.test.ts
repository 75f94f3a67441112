import { Signals } from './signals';
import { waitFor } from './wait-for';

const never = new AbortController().signal;

test('a change between listening and looking is not missed', async () => {
  const signals = new Signals();
  let value = 0;
  const look = async (): Promise<number> => {
    const seen = value;
    if (seen === 0) {
      value = 1;
      signals.notify('a');
    }
    return seen;
  };
  const wait = { signals, id: 'a', look, done: (seen: number) => seen === 1, timeoutMs: 60_000, abort: never };
  expect(await waitFor(wait)).toBe(1);
  expect(signals.size).toBe(0);
});

test('the end of the time and an abort answer what was seen last', async () => {
  const signals = new Signals();
  const wait = { signals, id: 'a', look: async () => 'waiting', done: () => false, timeoutMs: 0, abort: never };
  expect(await waitFor(wait)).toBe('waiting');
  const controller = new AbortController();
  const aborted = waitFor({ ...wait, timeoutMs: 60_000, abort: controller.signal });
  controller.abort();
  expect(await aborted).toBe('waiting');
  expect(await waitFor({ ...wait, timeoutMs: 60_000, abort: controller.signal })).toBe('waiting');
  expect(signals.size).toBe(0);
});

test('a look that fails ends the wait and leaves nothing behind', async () => {
  const signals = new Signals();
  const look = () => Promise.reject(new Error('gone'));
  const wait = { signals, id: 'a', look, done: () => true, timeoutMs: 60_000, abort: never };
  await expect(waitFor(wait)).rejects.toThrow('gone');
  expect(signals.size).toBe(0);
});
