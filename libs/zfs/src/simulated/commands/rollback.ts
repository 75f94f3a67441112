import { CommandFailure } from '../command-failure';
import type { Dataset } from '../dataset';
import { splitSnapshot } from '../dataset-name';
import { parseOptions } from '../parse-options';
import type { PoolTransaction } from '../pool-transaction';
import { availableToCharge } from '../space/available';
import { openBlocks } from '../space/open-blocks';
import { rollBackBlocks } from '../space/roll-back-blocks';
import { destroySnapshots } from './destroy-snapshots';
import { usageFailure } from '../usage-failure';
import { findSubject } from '../find-subject';

const USAGE = 'rollback [-rRf] <snapshot>';

/**
 * `zfs rollback`. Brings back blocks and volume size, not the reservation. Newer snapshots go first (with `-r`) and stay gone
 * when there is then no room: the answer says so by `failure` instead of throwing.
 */
export function rollback(tx: PoolTransaction, args: readonly string[]): { failure?: string } {
  const { flags, operands } = parseOptions(args, 'rRf', USAGE);
  const [target, ...more] = operands;
  if (target === undefined) throw usageFailure('missing dataset argument', USAGE);
  if (more.length > 0) throw usageFailure('too many arguments', USAGE);
  const [name] = splitSnapshot(target, 'cannot rollback to');
  const subject = findSubject(tx, target);
  if (subject?.snapshot === undefined) throw new CommandFailure(`cannot open '${target}': dataset does not exist`);
  const { dataset, snapshot } = subject;
  const newer = dataset.snapshots.slice(dataset.snapshots.indexOf(snapshot) + 1).map((one) => `${name}@${one.name}`);
  if (newer.length > 0) removeNewer(tx, target, newer, flags);

  const now = tx.get(name);
  const held = Math.min(now.unique, now.refreservation);
  const tooLarge = now.refquota > 0 && snapshot.referenced > now.refquota;
  if (held > availableToCharge(tx, now) || tooLarge) return { failure: `cannot rollback '${name}': out of space` };
  const blocks = openBlocks(tx.snapshotBlocks(target), tx.txg);
  const restored: Dataset = snapshot.volsize === undefined ? now : { ...now, volsize: snapshot.volsize };
  tx.save(rollBackBlocks(restored, blocks));
  return {};
}

function removeNewer(tx: PoolTransaction, target: string, newer: readonly string[], flags: ReadonlySet<string>): void {
  const clones = newer.flatMap((one) => tx.clonesOf(one));
  if (!flags.has('r') && !flags.has('R')) {
    throw new CommandFailure(
      `cannot rollback to '${target}': more recent snapshots or bookmarks exist\n` +
        `use '-r' to force deletion of the following snapshots and bookmarks:\n${newer.join('\n')}`,
    );
  }
  if (clones.length > 0 && !flags.has('R')) {
    throw new CommandFailure(
      `cannot rollback to '${target}': clones of previous snapshots exist\n` +
        `use '-R' to force deletion of the following clones and dependents:\n${clones.join('\n')}`,
    );
  }
  destroySnapshots(tx, newer, { withClones: flags.has('R') });
}
