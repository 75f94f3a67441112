/** A top-level vdev whose parity makes small blocks cost more than their size. Mirrors and stripes need no entry. */
export type ParityVdev =
  | { readonly kind: 'raidz'; readonly disks: number; readonly parity: number; readonly ashift: number }
  | { readonly kind: 'draid'; readonly data: number; readonly parity: number; readonly ashift: number };

/** What decides a volume's automatic reservation. `volsize` and `volblocksize` are bytes. */
export interface VolumeGeometry {
  readonly volsize: number;
  readonly volblocksize: number;
  readonly copies?: number;
  readonly vdevs?: readonly ParityVdev[];
}

const INDIRECT_BLOCK_BYTES = 128 * 1024;
const POINTERS_PER_INDIRECT = 1024;
/** The block size for which ZFS states a pool's space: at this size parity costs nothing extra on paper. */
const NOMINAL_BLOCK_BYTES = 128 * 1024;
const SECTOR_BYTES = 512;

/**
 * Bytes that `refreservation=auto` sets for a volume (RFD 154, "DISK_RESV"): the data, as the pool's parity inflates
 * it, plus the worst case of metadata. It is the number of OpenZFS's `zvol_volsize_to_reservation()`, to the byte.
 */
export function automaticRefreservation({ volsize, volblocksize, copies = 1, vdevs = [] }: VolumeGeometry): number {
  const blocks = Math.floor(volsize / volblocksize);
  return dataBytes(blocks, volblocksize, vdevs) * copies + metadataBlocks(blocks, copies) * INDIRECT_BLOCK_BYTES;
}

/** Indirect blocks of every level and seven for the volume itself; metadata is stored once more than its data, at most three times. */
function metadataBlocks(blocks: number, copies: number): number {
  let count = 7;
  for (let level = blocks; level > 1;) {
    level = Math.ceil(level / POINTERS_PER_INDIRECT);
    count += level;
  }
  return count * Math.min(3, copies + 1);
}

/** In a mixed pool the worst parity vdev decides, even when that is less than the blocks themselves. */
function dataBytes(blocks: number, volblocksize: number, vdevs: readonly ParityVdev[]): number {
  const worst = Math.max(0, ...vdevs.map((vdev) => inflated(blocks, volblocksize, vdev)));
  return worst === 0 ? blocks * volblocksize : worst;
}

function inflated(blocks: number, volblocksize: number, vdev: ParityVdev): number {
  const divisor = allocated(NOMINAL_BLOCK_BYTES, vdev) / SECTOR_BYTES;
  const size = allocated(volblocksize, vdev);
  // floor(blocks * size / divisor), split so that no product leaves the integers a number holds exactly.
  const sectors = Math.floor(blocks / divisor) * size + Math.floor(((blocks % divisor) * size) / divisor);
  return sectors * (NOMINAL_BLOCK_BYTES / SECTOR_BYTES);
}

/** Bytes one block takes on the disks of `vdev`, parity and padding included. */
function allocated(blockBytes: number, vdev: ParityVdev): number {
  const sector = 2 ** vdev.ashift;
  if (vdev.kind === 'draid') {
    return Math.ceil(blockBytes / (vdev.data * sector)) * (vdev.data + vdev.parity) * sector;
  }
  const data = Math.ceil(blockBytes / sector);
  const withParity = data + vdev.parity * Math.ceil(data / (vdev.disks - vdev.parity));
  return Math.ceil(withParity / (vdev.parity + 1)) * (vdev.parity + 1) * sector;
}
