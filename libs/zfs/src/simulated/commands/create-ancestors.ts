import { newDataset } from '../new-dataset';
import type { PoolTransaction } from '../pool-transaction';

/** `-p`: makes the filesystems above `name` that are missing. The pool itself is never made. */
export function createAncestors(tx: PoolTransaction, name: string): void {
  const parts = name.split('/');
  if (tx.find(parts[0] as string) === undefined) return;
  for (let length = 2; length < parts.length; length += 1) {
    const ancestor = parts.slice(0, length).join('/');
    if (tx.find(ancestor) === undefined) tx.save(newDataset(tx, { name: ancestor, type: 'filesystem' }));
  }
}
