import { CommandFailure } from '../command-failure';
import { formatTable } from '../format-table';
import { parseOptions } from '../parse-options';
import type { PoolTransaction } from '../pool-transaction';
import { findProperty, isUserProperty, PROPERTIES, type SubjectType } from '../properties/property-table';
import { appliesTo, forPeople, readProperty, subjectName, type Subject } from '../properties/read-property';
import { selectSubjects } from '../select-subjects';
import { usageFailure } from '../usage-failure';
import { parseTypes } from '../parse-types';

const USAGE =
  'get [-rHp] [-d max] [-o "all" | field[,...]]\n\t    [-t type[,...]] [-s source[,...]]\n\t    <"all" | property[,...]> [filesystem|volume|snapshot|bookmark] ...';
const FIELDS = ['name', 'property', 'value', 'source'];
const EVERYTHING: readonly SubjectType[] = ['filesystem', 'volume', 'snapshot'];

/** `zfs get`. */
export function get(tx: PoolTransaction, args: readonly string[]): { stdout: string; complaints: string[] } {
  const { flags, values, operands } = parseOptions(args, 'Hprd:o:s:t:', USAGE);
  const [names, ...targets] = operands;
  if (names === undefined) throw usageFailure('missing property argument', USAGE);
  const fields = fieldsOf(values.get('o')?.at(-1));
  const sources = values.get('s')?.at(-1)?.split(',');
  const typeText = values.get('t')?.at(-1);
  const types = typeText === undefined ? new Set(EVERYTHING) : parseTypes(typeText);
  const depth = values.has('d')
    ? Number(values.get('d')?.at(-1))
    : flags.has('r') || targets.length === 0
      ? Infinity
      : 0;
  const properties = names.split(',').map(checkName);
  const starts = targets.length === 0 ? tx.poolNames() : targets;
  const { subjects, complaints } = selectSubjects(tx, { operands: starts, types, depth });
  const lines = subjects.flatMap((subject) =>
    (names === 'all' ? allOf(tx, subject) : properties).flatMap((name) => {
      const { value, source } = readProperty(tx, subject, name);
      if (sources && !sources.includes(sourceWord(source))) return [];
      const property = findProperty(name)?.name ?? name;
      const row: Record<string, string> = {
        name: subjectName(subject),
        property,
        value: flags.has('p') ? value : forPeople(name, value),
        source,
      };
      return [fields.map((field) => row[field] as string)];
    }),
  );
  const headings = fields.map((field) => ({ text: field.toUpperCase(), right: false }));
  return { stdout: lines.length === 0 ? '' : formatTable(headings, lines, flags.has('H')), complaints };
}

function fieldsOf(text: string | undefined): string[] {
  if (text === undefined || text === 'all') return FIELDS;
  const fields = text.split(',');
  const wrong = fields.find((field) => !FIELDS.includes(field) && field !== 'received');
  if (wrong !== undefined) throw usageFailure(`invalid column name '${wrong}'`, USAGE);
  return fields;
}

function checkName(name: string): string {
  if (name === 'all' || name === 'name' || findProperty(name) || isUserProperty(name)) return name;
  throw new CommandFailure(`bad property list: invalid property '${name}'\nusage:\n\t${USAGE}`, 2);
}

function allOf(tx: PoolTransaction, subject: Subject): string[] {
  const native = PROPERTIES.filter((property) => appliesTo(property, subject)).map(({ name }) => name);
  const withoutOrigin = native.filter((name) => name !== 'origin' || subject.dataset.origin !== undefined);
  const own = new Set<string>(Object.keys(subject.snapshot?.properties ?? {}).filter(isUserProperty));
  for (let at = subject.dataset as Subject['dataset'] | undefined; at; at = tx.parentOf(at.name)) {
    for (const name of Object.keys(at.properties)) if (isUserProperty(name)) own.add(name);
  }
  return [...withoutOrigin, ...[...own].sort()];
}

function sourceWord(source: string): string {
  if (source === '-') return 'none';
  return source.startsWith('inherited') ? 'inherited' : source;
}
