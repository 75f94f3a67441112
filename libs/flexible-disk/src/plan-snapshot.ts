import { InsufficientSpaceError } from '@triton/errors/insufficient-space-error';
import type { Space } from './measure-space';

/**
 * Throws InsufficientSpace unless a snapshot that holds `holdMib` at once can be made. ZFS wants
 * min(unique bytes, refreservation) of each disk free when it is snapshotted, although the snapshot uses nothing yet.
 */
export function planSnapshot(holdMib: number, space: Space): void {
  if (holdMib > space.allocatableMib) throw new InsufficientSpaceError({ requestedMib: holdMib, ...space });
}
