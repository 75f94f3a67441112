import { CommandFailure } from '../command-failure';
import { parseOptions } from '../parse-options';
import type { PoolTransaction } from '../pool-transaction';
import { parseSize } from '../properties/parse-size';
import { availableToWrite } from '../space/available';
import { writeBlocks } from '../space/block-map';
import { changeBlocks, geometryOf } from '../space/change-blocks';
import { usageFailure } from '../usage-failure';

const USAGE = 'sim-write <filesystem|volume> <offset> <length>';

/** Only in the simulation: random data written to a dataset by its guest, as a disk driver would. */
export function simWrite(tx: PoolTransaction, args: readonly string[]): string {
  const { operands } = parseOptions(args, '', USAGE);
  const [name, offsetText, lengthText] = operands;
  if (name === undefined || offsetText === undefined || lengthText === undefined)
    throw usageFailure('missing argument', USAGE);
  const [offset, length] = [parseSize(offsetText), parseSize(lengthText)];
  if (typeof offset !== 'number' || typeof length !== 'number') throw usageFailure('bad offset or length', USAGE);
  const dataset = tx.get(name);
  if (dataset.volsize !== undefined && offset + length > dataset.volsize) {
    throw new CommandFailure(`cannot write '${name}': out of range`);
  }
  if (length === 0) return '';
  const { blockBytes } = geometryOf(dataset);
  const blocks = writeBlocks(
    dataset.blocks,
    Math.floor(offset / blockBytes),
    Math.ceil((offset + length) / blockBytes),
    tx.txg,
  );
  const written = changeBlocks(dataset, blocks);
  const growth = written.usedByHead + written.usedBySnapshots - dataset.usedByHead - dataset.usedBySnapshots;
  const overRefquota =
    dataset.refquota > 0 && written.referenced > dataset.refquota && written.referenced > dataset.referenced;
  if (overRefquota || growth > availableToWrite(tx, { ...dataset, refquota: 0 })) {
    throw new CommandFailure(`cannot write '${name}': out of space`);
  }
  tx.save(written);
  return '';
}
