import { CommandFailure } from '../command-failure';
import { parseOptions } from '../parse-options';
import type { PoolTransaction } from '../pool-transaction';
import { isUserProperty } from '../properties/property-table';
import { setProperties } from '../properties/set-properties';
import { usageFailure } from '../usage-failure';
import { parseAssignments } from '../parse-assignments';

const USAGE = 'set <property=value> ... <filesystem|volume|snapshot> ...';

/** `zfs set`. Answers the complaints; what could be set is set all the same. */
export function set(tx: PoolTransaction, args: readonly string[]): string[] {
  const { operands } = parseOptions(args, '', USAGE);
  const pairs = operands.filter((operand) => operand.includes('='));
  const targets = operands.filter((operand) => !operand.includes('='));
  if (pairs.length === 0) throw usageFailure('missing property=value argument(s)', USAGE);
  if (targets.length === 0) throw usageFailure('missing dataset name(s)', USAGE);
  const texts = parseAssignments(pairs);
  return targets.flatMap((target) =>
    target.includes('@')
      ? setOnSnapshot(tx, target, texts)
      : setProperties(tx, target, texts).map(({ reason }) => `cannot set property for '${target}': ${reason}`),
  );
}

function setOnSnapshot(tx: PoolTransaction, target: string, texts: ReadonlyMap<string, string>): string[] {
  const [name = '', short = ''] = target.split('@');
  const dataset = tx.find(name);
  const snapshot = dataset?.snapshots.find((one) => one.name === short);
  if (!dataset || !snapshot) throw new CommandFailure(`cannot open '${target}': dataset does not exist`);
  for (const property of texts.keys()) {
    if (!isUserProperty(property))
      return [`cannot set property for '${target}': this property can not be modified for snapshots`];
  }
  const changed = { ...snapshot, properties: { ...snapshot.properties, ...Object.fromEntries(texts) } };
  tx.save({ ...dataset, snapshots: dataset.snapshots.map((one) => (one === snapshot ? changed : one)) });
  return [];
}
