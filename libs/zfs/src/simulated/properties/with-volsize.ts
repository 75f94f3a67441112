import type { Dataset } from '../dataset';
import type { PoolTransaction } from '../pool-transaction';
import { touchBody, truncateBlocks } from '../space/block-map';
import { changeBlocks } from '../space/change-blocks';

/** The dataset with another volume size; what lies beyond it is freed. */
export function withVolsize(tx: PoolTransaction, dataset: Dataset, volsize: number): Dataset {
  const { blocks, volblocksize = 1 } = dataset;
  const changed =
    volsize < (dataset.volsize ?? 0)
      ? truncateBlocks(blocks, Math.ceil(volsize / volblocksize), tx.txg)
      : touchBody(blocks, tx.txg);
  return changeBlocks({ ...dataset, volsize }, changed);
}
