import { CommandFailure } from '../command-failure';
import type { VdevRecord } from '../dataset';
import { newDataset } from '../new-dataset';
import type { PoolTransaction } from '../pool-transaction';
import { setProperties } from '../properties/set-properties';
import { POOL_METADATA_BYTES } from '../space/pool-size';

const DEFAULT_ASHIFT = 9;

/** A pool to be made: bytes of all its devices together, parity included. */
export interface NewPool {
  readonly name: string;
  readonly deviceBytes: number;
  readonly vdevs: readonly VdevRecord[];
  readonly ashift?: number;
  readonly properties?: ReadonlyMap<string, string>;
}

export function makePool(
  tx: PoolTransaction,
  { name, deviceBytes, vdevs, ashift = DEFAULT_ASHIFT, properties = new Map<string, string>() }: NewPool,
): void {
  const fail = (why: string): never => {
    throw new CommandFailure(`cannot create '${name}': ${why}`);
  };
  if (!/^[A-Za-z][-A-Za-z0-9_.: ]*$/.test(name)) fail('invalid character in pool name');
  if (tx.findPool(name)) fail('pool already exists');
  tx.savePool({ name, guid: tx.newGuid(), deviceBytes, vdevs, ashift });
  tx.save({ ...newDataset(tx, { name, type: 'filesystem' }), usedByChildren: POOL_METADATA_BYTES });
  const [refused] = setProperties(tx, name, properties);
  if (refused) fail(refused.reason);
}
