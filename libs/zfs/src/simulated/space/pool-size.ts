import type { ParityVdev } from '@triton/flexible-disk/automatic-refreservation';

const LABELS_BYTES = 4.5 * 1024 * 1024;
const MAX_SLOP_BYTES = 128 * 1024 ** 3;
const MIN_SLOP_BYTES = 128 * 1024 ** 2;
/** From this many metaslabs on, ZFS keeps one for the intent log. */
const LOG_METASLAB_FROM = 64;

/** What the pool's own metadata takes from the start. */
export const POOL_METADATA_BYTES = 188_928;

export interface PoolSpace {
  /** What `zpool list` calls size. */
  readonly sizeBytes: number;
  /** What datasets may use: without the slop that ZFS keeps back for itself. */
  readonly usableBytes: number;
}

/**
 * Space of a pool of one top-level vdev that takes `deviceBytes` in all. Follows `vdev_metaslab_set_size()` and
 * `spa_get_slop_space()`: whole metaslabs, one of them for the log, 1/32 slop.
 */
export function poolSpace(deviceBytes: number, vdev?: ParityVdev): PoolSpace {
  const allocatable = Math.max(0, deviceBytes - LABELS_BYTES);
  const metaslabBytes = 2 ** metaslabShift(allocatable);
  const metaslabs = Math.floor(allocatable / metaslabBytes);
  const logBytes = metaslabs >= LOG_METASLAB_FROM ? metaslabBytes : 0;
  const space = deflated(metaslabs * metaslabBytes - logBytes, vdev);
  const share = Math.min(Math.floor(space / 32), MAX_SLOP_BYTES);
  const slop = Math.max(
    share - Math.min(deflated(logBytes, vdev), Math.floor(share / 2)),
    Math.min(space / 2, MIN_SLOP_BYTES),
  );
  return { sizeBytes: metaslabs * metaslabBytes, usableBytes: Math.floor(space - slop) };
}

function metaslabShift(bytes: number): number {
  const count = Math.floor(bytes / 2 ** 29);
  const shift = count < 16 ? highBit(bytes / 16) : count > 200 ? highBit(bytes / 200) : 29;
  return Math.min(34, Math.max(24, shift));
}

/** One more than the power of two at or below `value`, as the kernel counts bits. */
function highBit(value: number): number {
  return value < 1 ? 0 : Math.floor(Math.log2(value)) + 1;
}

/** Parity is taken off as it weighs on blocks of 128 KiB. */
function deflated(bytes: number, vdev: ParityVdev | undefined): number {
  if (vdev === undefined) return bytes;
  const data = vdev.kind === 'raidz' ? vdev.disks - vdev.parity : vdev.data;
  return Math.floor((bytes * data) / (data + vdev.parity));
}
