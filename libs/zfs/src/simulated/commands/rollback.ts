import { CommandFailure } from '../command-failure';
import type { Dataset } from '../dataset';
import { mustOpen, SNAPSHOTS } from '../open-dataset';
import { parseOptions } from '../parse-options';
import type { PoolTransaction } from '../pool-transaction';
import { applyAssignment } from '../properties/apply-assignment';
import { availableToCharge } from '../space/available';
import { openBlocks } from '../space/open-blocks';
import { rollBackBlocks } from '../space/roll-back-blocks';
import { usageFailure } from '../usage-failure';
import { dependentsOf } from './dependents';
import { destroyAlone } from './destroy-family';
import { destroySnapshots } from './destroy-snapshots';

const USAGE = 'rollback [-rRf] <snapshot>';

/**
 * `zfs rollback`. Brings back blocks and volume size, not the reservation. Newer snapshots go first (with `-r`) and stay gone
 * when the rollback itself is then refused. Answers the complaints.
 */
export function rollback(tx: PoolTransaction, args: readonly string[]): string[] {
  const { flags, operands } = parseOptions(args, 'rRf', USAGE);
  const [target, ...more] = operands;
  if (target === undefined) throw usageFailure('missing dataset argument', USAGE);
  if (more.length > 0) throw usageFailure('too many arguments', USAGE);
  const { dataset, snapshot } = mustOpen(tx, target, SNAPSHOTS);
  if (snapshot === undefined) return [];
  const { name } = dataset;
  const newer = dataset.snapshots.slice(dataset.snapshots.indexOf(snapshot) + 1).map((one) => `${name}@${one.name}`);
  if (newer.length > 0) {
    const complaints = removeNewer(tx, target, newer, flags);
    if (complaints.length > 0) return complaints;
  }
  const now = tx.get(name);
  const held = Math.min(now.unique, now.refreservation);
  const tooLarge = now.refquota > 0 && snapshot.referenced > now.refquota;
  if (held > availableToCharge(tx, now) || tooLarge) return [`cannot rollback '${name}': out of space`];
  const blocks = openBlocks(tx.snapshotBlocks(target), tx.txg);
  const restored: Dataset = snapshot.volsize === undefined ? now : { ...now, volsize: snapshot.volsize };
  tx.save(rollBackBlocks(restored, blocks));
  followVolsize(tx, now);
  return [];
}

/** A reservation that is exactly the volume's size follows it; an automatic one, being larger, does not. */
function followVolsize(tx: PoolTransaction, { name, volsize, refreservation }: Dataset): void {
  const now = tx.get(name);
  if (volsize === undefined || volsize !== refreservation || now.volsize === volsize) return;
  applyAssignment(tx, now, { name: 'refreservation', value: now.volsize ?? 0 });
}

function removeNewer(
  tx: PoolTransaction,
  target: string,
  newer: readonly string[],
  flags: ReadonlySet<string>,
): string[] {
  if (!flags.has('r') && !flags.has('R')) {
    throw new CommandFailure(
      `cannot rollback to '${target}': more recent snapshots or bookmarks exist\n` +
        `use '-r' to force deletion of the following snapshots and bookmarks:\n${newer.join('\n')}`,
    );
  }
  const dependents = newer.flatMap((one) => dependentsOf(tx, one));
  if (dependents.length > 0 && !flags.has('R')) {
    throw new CommandFailure(
      `cannot rollback to '${target}': clones of previous snapshots exist\n` +
        `use '-R' to force deletion of the following clones and dependents:\n${dependents.join('\n')}`,
    );
  }
  const destroy = (one: string): string[] => {
    if (!one.includes('@')) return destroyAlone(tx, one);
    return destroySnapshots(tx, [one]).map((fault) =>
      fault.replace(/^cannot destroy snapshot (.*): /, "cannot destroy '$1': "),
    );
  };
  return [...dependents, ...newer].flatMap(destroy);
}
