import { CommandFailure } from '../command-failure';
import { checkDatasetName } from '../dataset-name';
import type { PoolTransaction } from '../pool-transaction';

/** Refuses a name for a new dataset: malformed, or nothing there that it could be below. */
export function checkPlace(tx: PoolTransaction, name: string): void {
  checkDatasetName(name, 'cannot create');
  checkParent(tx, name);
}

/** Refuses a name below which nothing can be. zfs words it like this for a rename, too. */
export function checkParent(tx: PoolTransaction, name: string): void {
  const fail = (why: string): never => {
    throw new CommandFailure(`cannot create '${name}': ${why}`);
  };
  const pool = name.split('/', 1)[0] as string;
  if (!name.includes('/')) fail('missing dataset name');
  if (tx.find(pool) === undefined) fail(`no such pool '${pool}'`);
  const parent = tx.parentOf(name);
  if (parent === undefined) return fail('parent does not exist');
  if (parent.type !== 'filesystem') fail('parent is not a filesystem');
}
