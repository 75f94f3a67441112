import type { Vm } from '@triton/schemas/vm';

/**
 * With `tombstone`, machines deleted in the last so many minutes are listed besides those that are alive: a test for VMs,
 * and `undefined` without it.
 */
export function tombstoneFilter(
  minutes: number | undefined,
  now: Date = new Date(),
): ((vm: Pick<Vm, 'state' | 'destroyed'>) => boolean) | undefined {
  if (minutes === undefined) return undefined;
  const sinceMs = now.getTime() - minutes * 60_000;
  return ({ state, destroyed }) =>
    state === 'destroyed' ? destroyed !== null && Date.parse(destroyed) >= sinceMs : state !== 'failed';
}
