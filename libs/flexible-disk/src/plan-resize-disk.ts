import { InsufficientSpaceError } from '@triton/errors/insufficient-space-error';
import { InvalidArgumentError } from '@triton/errors/invalid-argument-error';
import type { Space } from './measure-space';

/**
 * Returns what the resize takes from the budget in MiB: negative gives back, 0 is a disk that has that size already.
 * Throws InvalidArgument for a shrink that was not explicitly allowed, InsufficientSpace for growth beyond what can be
 * allocated (RFD 154, ResizeMachineDisk).
 */
export function planResizeDisk(currentMib: number, wantedMib: number, allowShrink: boolean, space: Space): number {
  const growthMib = wantedMib - currentMib;
  if (growthMib < 0 && !allowShrink) {
    const message = `Can not shrink disk from ${currentMib} MiB to ${wantedMib} MiB`;
    throw new InvalidArgumentError(`${message}: dangerous_allow_shrink is not true`, [
      { field: 'size', code: 'Invalid', message },
    ]);
  }
  if (growthMib > space.allocatableMib) {
    throw new InsufficientSpaceError({ requestedMib: growthMib, ...space });
  }
  return growthMib;
}
