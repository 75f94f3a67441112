import type { PoolTransaction } from './pool-transaction';
import type { Subject } from './properties/read-property';

export function findSubject(tx: PoolTransaction, operand: string): Subject | undefined {
  const [name = '', short] = operand.split('@');
  const dataset = tx.find(name);
  if (dataset === undefined || short === undefined) return dataset && { dataset };
  const snapshot = dataset.snapshots.find((one) => one.name === short);
  return snapshot && { dataset, snapshot };
}
