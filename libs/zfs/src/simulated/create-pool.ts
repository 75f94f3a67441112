import type { ParityVdev } from '@triton/flexible-disk/automatic-refreservation';

import type { VdevRecord } from './dataset';
import { PoolTransaction } from './pool-transaction';
import { KeyedStore } from './store/keyed-store';
import { makePool } from './commands/make-pool';

export interface CreatePoolOptions {
  /** The simulated host's directory. */
  readonly root: string;
  readonly name: string;
  /** Bytes of all devices together, parity included. */
  readonly sizeBytes: number;
  /** Parity vdevs; none: one plain disk. */
  readonly vdevs?: readonly ParityVdev[];
  readonly ashift?: number;
  readonly properties?: Readonly<Record<string, string>>;
  readonly durable?: boolean;
}

/** Makes a simulated pool without device files. A pool of that name that is already there is left as it is. */
export async function createPool(options: CreatePoolOptions): Promise<void> {
  const {
    root,
    name,
    sizeBytes,
    vdevs = [],
    ashift = 9,
    properties = { mountpoint: 'none' },
    durable = true,
  } = options;
  const records = vdevs.length === 0 ? [record({ kind: 'disk', parity: 0, data: 1 })] : vdevs.map(parityRecord);
  const store = KeyedStore.open({ directory: root, durable });
  try {
    await store.transact({
      run(view) {
        const tx = new PoolTransaction(view, Math.floor(Date.now() / 1000));
        if (tx.findPool(name)) return;
        makePool(tx, {
          name,
          deviceBytes: sizeBytes,
          vdevs: records,
          ashift,
          properties: new Map(Object.entries(properties)),
        });
      },
    });
  } finally {
    store.close();
  }
}

function parityRecord(vdev: ParityVdev): VdevRecord {
  const data = vdev.kind === 'raidz' ? vdev.disks - vdev.parity : vdev.data;
  return record({ kind: vdev.kind, parity: vdev.parity, data });
}

function record(facts: Omit<VdevRecord, 'files'>): VdevRecord {
  const count = facts.data + facts.parity;
  return { ...facts, files: Array.from({ length: count }, (_, index) => `/simulated/disk${index}`) };
}
