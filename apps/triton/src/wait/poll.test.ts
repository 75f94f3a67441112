import { ServiceUnavailableError } from '@triton/errors/service-unavailable-error';
import { poll } from './poll';

/** Looks that answer in turn; an Error is thrown. */
function answers(...seen: (number | Error)[]): { look: () => Promise<number>; looks: () => number } {
  let looks = 0;
  return {
    looks: () => looks,
    async look() {
      const answer = seen[Math.min(looks, seen.length - 1)] ?? 0;
      looks += 1;
      if (typeof answer !== 'number') throw answer;
      return answer;
    },
  };
}

const ended = (seen: number): boolean => seen === 9;
const tooLate = (seen: number | undefined): string => `still ${seen}`;

test('what has ended already is seen at the first look', async () => {
  const { look, looks } = answers(9);
  expect(await poll({ look, ended, tooLate, limitMs: 1 })).toBe(9);
  expect(looks()).toBe(1);
});

test('a service that is away is asked again, any other error is the end', async () => {
  const { look } = answers(1, new ServiceUnavailableError('restarting'), 9);
  expect(await poll({ look, ended, tooLate, limitMs: 60_000 })).toBe(9);
  const broken = answers(1, new Error('no'), 9);
  await expect(poll({ ...broken, ended, tooLate, limitMs: 60_000 })).rejects.toThrow('no');
});

test('when the time is over it says what was seen last, and what was in the way is the cause', async () => {
  const { look, looks } = answers(1, 2);
  await expect(poll({ look, ended, tooLate, limitMs: 200 })).rejects.toThrow('still 2');
  expect(looks()).toBeGreaterThan(1);
  const trouble = new ServiceUnavailableError('restarting');
  const failing = poll({ look: answers(trouble).look, ended, tooLate, limitMs: 1 });
  await expect(failing).rejects.toMatchObject({ message: 'still undefined', cause: trouble });
});
