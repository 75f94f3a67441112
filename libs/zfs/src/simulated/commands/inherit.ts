import { CommandFailure } from '../command-failure';
import { EVERYTHING, openSubject } from '../open-dataset';
import { parseOptions } from '../parse-options';
import type { PoolTransaction } from '../pool-transaction';
import { findProperty, isUserProperty, type Property } from '../properties/property-table';
import { appliesTo, subjectName, type Subject } from '../properties/read-property';
import { usageFailure } from '../usage-failure';

const USAGE = 'inherit [-rS] <property> <filesystem|volume|snapshot> ...';

/** `zfs inherit`: forgets the local value of a property. Answers the complaints. */
export function inherit(tx: PoolTransaction, args: readonly string[]): string[] {
  const { flags, operands } = parseOptions(args, 'rS', USAGE);
  const [name, ...targets] = operands;
  if (name === undefined) throw usageFailure('missing property argument', USAGE);
  if (targets.length === 0) throw usageFailure('missing dataset argument', USAGE);
  const property = findProperty(name);
  if (property) checkInheritable(property, name);
  else if (!isUserProperty(name)) throw usageFailure(`invalid property '${name}'`, USAGE);
  return targets.flatMap((target) => {
    const opened = openSubject(tx, target, EVERYTHING);
    if ('fault' in opened) return [opened.fault];
    const subjects = flags.has('r') && !opened.snapshot ? familyOf(tx, target) : [opened];
    return subjects.flatMap((subject) => {
      if (property && !appliesTo(property, subject)) {
        const why = "property doesn't apply to datasets of this type";
        return flags.has('r') ? [] : [`cannot inherit ${property.name} for '${subjectName(subject)}': ${why}`];
      }
      forget(tx, subject, property?.name ?? name);
      return [];
    });
  });
}

function familyOf(tx: PoolTransaction, name: string): Subject[] {
  return [...tx.family(name)].map((dataset) => ({ dataset }));
}

function checkInheritable({ kind, name }: Property, given: string): void {
  if (kind === 'live' || kind === 'fixed' || kind === 'created') {
    throw new CommandFailure(`${given} property is read-only`);
  }
  if (kind === 'plain') return;
  const clear = `use 'zfs set ${given}=none' to clear\nuse 'zfs inherit -S ${given}' to revert to received value`;
  throw new CommandFailure(`'${given}' property cannot be inherited${name === 'volsize' ? '' : `\n${clear}`}`);
}

function forget(tx: PoolTransaction, { dataset: { name }, snapshot }: Subject, property: string): void {
  const dataset = tx.get(name);
  const without = (properties: Readonly<Record<string, string>>): Record<string, string> => {
    const { [property]: _forgotten, ...rest } = properties;
    return rest;
  };
  if (!snapshot) return tx.save({ ...dataset, properties: without(dataset.properties) });
  const snapshots = dataset.snapshots.map((one) =>
    one.name === snapshot.name ? { ...one, properties: without(one.properties) } : one,
  );
  tx.save({ ...dataset, snapshots });
}
