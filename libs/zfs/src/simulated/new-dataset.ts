import type { Dataset } from './dataset';
import type { PoolTransaction } from './pool-transaction';
import { newBlockMap } from './space/block-map';
import { changeBlocks } from './space/change-blocks';

/** An empty dataset, not stored yet. */
export function newDataset(
  tx: PoolTransaction,
  facts: Pick<Dataset, 'name' | 'type'> & { volsize?: number; volblocksize?: number },
): Dataset {
  const blocks = newBlockMap(tx.txg);
  const empty: Dataset = {
    ...facts,
    guid: tx.newGuid(),
    objsetid: tx.txg,
    creation: tx.now,
    createtxg: tx.txg,
    properties: {},
    quota: 0,
    reservation: 0,
    refquota: 0,
    refreservation: 0,
    blocks,
    referenced: 0,
    unique: 0,
    usedByHead: 0,
    usedBySnapshots: 0,
    usedByChildren: 0,
    snapshots: [],
  };
  return changeBlocks(empty, blocks);
}
