import { CommandFailure } from '../command-failure';
import { checkDatasetName } from '../dataset-name';
import { parseOptions } from '../parse-options';
import type { PoolTransaction } from '../pool-transaction';
import { usedBytes } from '../space/charge';
import { createAncestors } from './create-ancestors';
import { usageFailure } from '../usage-failure';

const USAGE =
  'rename [-f] <filesystem|volume|snapshot> <filesystem|volume|snapshot>\n\trename -p [-f] <filesystem|volume> <filesystem|volume>';

/** `zfs rename` of a dataset with all below it, or of one snapshot within its dataset. */
export function rename(tx: PoolTransaction, args: readonly string[]): string {
  const { flags, operands } = parseOptions(args, 'fpru', USAGE);
  const [from, to, ...more] = operands;
  if (from === undefined) throw usageFailure('missing source dataset argument', USAGE);
  if (to === undefined) throw usageFailure('missing target dataset argument', USAGE);
  if (more.length > 0) throw usageFailure('too many arguments', USAGE);
  if (from.includes('@')) renameSnapshot(tx, from, to);
  else renameFamily(tx, from, to, flags.has('p'));
  return '';
}

function renameSnapshot(tx: PoolTransaction, from: string, to: string): void {
  const [name = '', short = ''] = from.split('@');
  const wanted = to.includes('@') ? (to.split('@')[1] as string) : to;
  const dataset = tx.find(name);
  const snapshot = dataset?.snapshots.find((one) => one.name === short);
  if (!dataset || !snapshot) throw new CommandFailure(`cannot open '${from}': dataset does not exist`);
  if (to.includes('@') && to.split('@')[0] !== name) {
    throw new CommandFailure(`cannot rename to '${to}': snapshots must be part of same dataset`);
  }
  const target = `${name}@${wanted}`;
  if (dataset.snapshots.some((one) => one.name === wanted)) {
    throw new CommandFailure(`cannot rename '${from}': dataset already exists`);
  }
  tx.saveSnapshotBlocks(target, tx.snapshotBlocks(from));
  tx.removeSnapshotBlocks(from);
  tx.save({
    ...dataset,
    snapshots: dataset.snapshots.map((one) => (one === snapshot ? { ...one, name: wanted } : one)),
  });
  moveClones(tx, from, target);
}

function renameFamily(tx: PoolTransaction, from: string, to: string, parents: boolean): void {
  const fail = (why: string): never => {
    throw new CommandFailure(`cannot rename '${from}': ${why}`);
  };
  tx.get(from);
  checkDatasetName(to, 'cannot rename to');
  if (to.split('/', 1)[0] !== from.split('/', 1)[0]) fail('datasets must be within same pool');
  if (to.startsWith(`${from}/`)) fail('New dataset name cannot be a descendant of current dataset name');
  if (parents) createAncestors(tx, to);
  if (tx.find(to)) fail('dataset already exists');
  const parent = tx.parentOf(to);
  if (parent === undefined) return fail('parent does not exist');
  if (parent.type !== 'filesystem') fail('parent is not a filesystem');
  move(tx, from, to);
  if (parent.name !== tx.parentOf(from)?.name && !ancestorsHold(tx, to)) fail('out of space');
}

/** Whether no dataset above the newcomer is over its quota, and the pool not over its size. */
function ancestorsHold(tx: PoolTransaction, name: string): boolean {
  for (let at = tx.parentOf(name); at !== undefined; at = tx.parentOf(at.name)) {
    const limit = at.name.includes('/') ? at.quota || Infinity : tx.usableBytes(at.name);
    if (usedBytes(at) > limit) return false;
  }
  return true;
}

function move(tx: PoolTransaction, from: string, to: string): void {
  const dataset = tx.get(from);
  const children = tx.childNames(from);
  const blocks = dataset.snapshots.map(
    (snapshot) => [snapshot.name, tx.snapshotBlocks(`${from}@${snapshot.name}`)] as const,
  );
  tx.save({ ...dataset, name: to, usedByChildren: 0 });
  for (const child of children) move(tx, child, `${to}/${child.slice(from.length + 1)}`);
  for (const [name, map] of blocks) {
    tx.saveSnapshotBlocks(`${to}@${name}`, map);
    moveClones(tx, `${from}@${name}`, `${to}@${name}`);
  }
  tx.remove(from);
  if (dataset.origin) tx.addClone(dataset.origin.snapshot, to);
}

function moveClones(tx: PoolTransaction, from: string, to: string): void {
  for (const clone of tx.clonesOf(from)) {
    tx.removeClone(from, clone);
    tx.addClone(to, clone);
    const dataset = tx.get(clone);
    if (dataset.origin) tx.save({ ...dataset, origin: { ...dataset.origin, snapshot: to } });
  }
}
