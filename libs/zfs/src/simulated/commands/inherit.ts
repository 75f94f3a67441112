import { CommandFailure } from '../command-failure';
import { parseOptions } from '../parse-options';
import type { PoolTransaction } from '../pool-transaction';
import { findProperty, isUserProperty } from '../properties/property-table';
import { usageFailure } from '../usage-failure';

const USAGE = 'inherit [-rS] <property> <filesystem|volume|snapshot> ...';

/** `zfs inherit`: forgets the local value of a property. */
export function inherit(tx: PoolTransaction, args: readonly string[]): string {
  const { flags, operands } = parseOptions(args, 'rS', USAGE);
  const [name, ...targets] = operands;
  if (name === undefined) throw usageFailure('missing property argument', USAGE);
  if (targets.length === 0) throw usageFailure('missing dataset argument', USAGE);
  const property = findProperty(name);
  if (property === undefined && !isUserProperty(name)) throw usageFailure(`invalid property '${name}'`, USAGE);
  if (property && property.kind !== 'plain') {
    const hint = property.kind === 'limit' ? `\nuse 'zfs set ${property.name}=none' to clear` : '';
    throw new CommandFailure(
      `'${property.name}' property cannot be inherited${hint}`,
      property.kind === 'limit' ? 1 : 2,
    );
  }
  for (const target of targets) {
    for (const { name: at } of tx.family(target, flags.has('r') ? Infinity : 0)) {
      const dataset = tx.get(at);
      const { [property?.name ?? name]: _forgotten, ...properties } = dataset.properties;
      tx.save({ ...dataset, properties });
    }
  }
  return '';
}
