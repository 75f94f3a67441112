import { CommandFailure } from '../command-failure';
import type { PoolTransaction } from '../pool-transaction';
import { automaticReservation } from '../properties/automatic-reservation';
import { parseSize } from '../properties/parse-size';
import { VOLBLOCKSIZE } from '../properties/property-table';

interface VolumeRequest {
  readonly name: string;
  /** As given to `-V`. */
  readonly size: string;
  /** `-o` and `-b`, checked. */
  readonly texts: ReadonlyMap<string, string>;
  /** `-V` came before the first `-o`. */
  readonly volumeFirst: boolean;
  readonly sparse: boolean;
}

/**
 * All properties of a new volume in zfs's order: what was asked for, its size in whole blocks, a reservation. A size that had to be
 * rounded goes behind the others.
 */
export function planVolume(
  tx: PoolTransaction,
  { name, size, texts, volumeFirst, sparse }: VolumeRequest,
): { properties: Map<string, string>; warning: string } {
  const asked = parseSize(size);
  if (typeof asked !== 'number') throw new CommandFailure(`bad volume size '${size}': ${asked.fault}`);
  const block = texts.get('volblocksize');
  const volblocksize = block === undefined ? VOLBLOCKSIZE : Number(parseSize(block));
  const volsize = Math.ceil(asked / volblocksize) * volblocksize;
  const sizeFirst = volumeFirst && volsize === asked;
  const properties = new Map(
    sizeFirst ? [['volsize', String(volsize)], ...texts] : [...texts, ['volsize', String(volsize)]],
  );
  if (!sparse && !properties.has('refreservation')) {
    properties.set('refreservation', String(automaticReservation(tx, { name, volblocksize }, volsize)));
  }
  return { properties, warning: volblocksize < VOLBLOCKSIZE ? warningOf(volblocksize) : '' };
}

function warningOf(volblocksize: number): string {
  return (
    `Warning: volblocksize (${volblocksize}) is less than the default minimum block size (${VOLBLOCKSIZE}).\n` +
    `To reduce wasted space a volblocksize of ${VOLBLOCKSIZE} is recommended.\n`
  );
}
