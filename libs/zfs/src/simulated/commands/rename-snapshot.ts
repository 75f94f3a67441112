import { CommandFailure } from '../command-failure';
import { nameFault } from '../dataset-name';
import type { PoolTransaction } from '../pool-transaction';
import { moveClones } from './move-dataset';

/** Gives a snapshot another name; `recursive` does so for the snapshots of that name below as well. */
export function renameSnapshot(tx: PoolTransaction, from: string, to: string, recursive: boolean): void {
  const [name = '', short = ''] = from.split('@');
  const target = to.includes('@') && !to.startsWith('@') ? to : `${name}@${to.replace(/^@/, '')}`;
  const refuse = (why: string): never => {
    throw new CommandFailure(`cannot rename to '${to}': ${why}`);
  };
  if (target.split('@')[0] !== name) refuse('snapshots must be part of same dataset');
  const fault = nameFault(target);
  if (fault !== undefined) refuse(fault);
  const wanted = target.split('@')[1] as string;
  const family = recursive ? [...tx.family(name)].map((dataset) => dataset.name) : [name];
  for (const one of family) {
    if (!tx.get(one).snapshots.some((snapshot) => snapshot.name === wanted)) continue;
    const why = recursive ? 'a child dataset already has a snapshot with the new name' : 'dataset already exists';
    throw new CommandFailure(`cannot rename '${one}@${short}': ${why}`);
  }
  for (const one of family) renameOne(tx, one, short, wanted);
}

function renameOne(tx: PoolTransaction, name: string, short: string, wanted: string): void {
  const dataset = tx.get(name);
  if (!dataset.snapshots.some((snapshot) => snapshot.name === short)) return;
  const [from, to] = [`${name}@${short}`, `${name}@${wanted}`];
  tx.saveSnapshotBlocks(to, tx.snapshotBlocks(from));
  tx.removeSnapshotBlocks(from);
  const snapshots = dataset.snapshots.map((one) => (one.name === short ? { ...one, name: wanted } : one));
  tx.save({ ...dataset, snapshots });
  moveClones(tx, from, to);
}
