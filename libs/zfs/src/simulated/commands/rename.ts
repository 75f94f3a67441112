import { CommandFailure } from '../command-failure';
import { nameFault } from '../dataset-name';
import { DATASETS, EVERYTHING, mustOpen } from '../open-dataset';
import { parseOptions } from '../parse-options';
import type { PoolTransaction } from '../pool-transaction';
import { canMove } from '../space/can-move';
import { usageFailure } from '../usage-failure';
import { checkParent } from './check-place';
import { createAncestors } from './create-ancestors';
import { moveDataset } from './move-dataset';
import { renameSnapshot } from './rename-snapshot';

const USAGE =
  'rename [-f] <filesystem|volume|snapshot> <filesystem|volume|snapshot>\n\trename -p [-f] <filesystem|volume> <filesystem|volume>\n\trename -u [-f] <filesystem> <filesystem>\n\trename -r <snapshot> <snapshot>';

/** `zfs rename` of a dataset with all below it, or of one snapshot within its dataset. */
export function rename(tx: PoolTransaction, args: readonly string[]): string {
  const { flags, operands } = parseOptions(args, 'fpru', USAGE);
  const [from, to, ...more] = operands;
  if (from === undefined) throw usageFailure('missing source dataset argument', USAGE);
  if (to === undefined) throw usageFailure('missing target dataset argument', USAGE);
  if (more.length > 0) throw usageFailure('too many arguments', USAGE);
  for (const letter of ['r', 'u']) {
    if (flags.has(letter) && flags.has('p'))
      throw usageFailure(
        letter === 'r' ? '-p and -r options are mutually exclusive' : '-u and -p options are mutually exclusive',
        USAGE,
      );
  }
  if (flags.has('r') && !from.includes('@'))
    throw usageFailure('source dataset for recursive rename must be a snapshot', USAGE);
  const subject = mustOpen(tx, from, flags.has('u') ? new Set(['filesystem']) : flags.has('p') ? DATASETS : EVERYTHING);
  if (flags.has('p') && nameFault(to) === undefined) createAncestors(tx, to);
  if (from === to) return '';
  if (subject.snapshot) renameSnapshot(tx, from, to, flags.has('r'));
  else renameFamily(tx, from, to);
  return '';
}

function renameFamily(tx: PoolTransaction, from: string, to: string): void {
  const refuse = (why: string): never => {
    throw new CommandFailure(`cannot rename to '${to}': ${why}`);
  };
  const fault = to.includes('@') ? "snapshot delimiter '@' is not expected here" : nameFault(to);
  if (fault !== undefined) refuse(fault);
  checkParent(tx, to);
  if (to.split('/', 1)[0] !== from.split('/', 1)[0]) refuse('datasets must be within same pool');
  if (to.startsWith(`${from}/`)) refuse('New dataset name cannot be a descendant of current dataset name');
  if (tx.find(to)) throw new CommandFailure(`cannot rename '${from}': dataset already exists`);
  if (!canMove(tx, from, to)) throw new CommandFailure(`cannot rename '${from}': out of space`);
  moveDataset(tx, from, to);
}
