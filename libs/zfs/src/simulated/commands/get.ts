import { checkProperties } from '../check-properties';
import { formatTable } from '../format-table';
import { EVERYTHING } from '../open-dataset';
import { parseDepth } from '../parse-depth';
import { parseOptions } from '../parse-options';
import { parseTypes } from '../parse-types';
import type { PoolTransaction } from '../pool-transaction';
import { findProperty, isUserProperty, PROPERTIES } from '../properties/property-table';
import { appliesTo, forPeople, readProperty, subjectName, type Subject } from '../properties/read-property';
import { widthOf } from '../properties/width-of';
import { selectSubjects } from '../select-subjects';
import { usageFailure } from '../usage-failure';

const USAGE =
  'get [-rHp] [-d max] [-o "all" | field[,...]]\n\t    [-t type[,...]] [-s source[,...]]\n\t    <"all" | property[,...]> [filesystem|volume|snapshot|bookmark] ...';
const FIELDS = ['name', 'property', 'value', 'source'];
const SOURCES = ['local', 'default', 'inherited', 'received', 'temporary', 'none'];

/** `zfs get`. */
export function get(tx: PoolTransaction, args: readonly string[]): { stdout: string; complaints: string[] } {
  const { flags, values, operands } = parseOptions(
    args,
    'Hprd:o:s:t:',
    USAGE,
    (letter) => `missing argument for '${letter}' option`,
  );
  const [names, ...targets] = operands;
  const fields = fieldsOf(values.get('o')?.at(-1));
  const sources = sourcesOf(values.get('s')?.at(-1));
  const typeText = values.get('t')?.at(-1);
  const types = typeText === undefined ? EVERYTHING : parseTypes(typeText, USAGE);
  const limit = parseDepth(values.get('d')?.at(-1), flags.has('r') || targets.length === 0, USAGE);
  if (names === undefined) throw usageFailure('missing property argument', USAGE);
  const properties = names === 'all' ? [] : checkProperties(names.split(','), USAGE);
  const depth = limit ?? (types.size === 1 && types.has('snapshot') ? 1 : undefined);
  const starts = targets.length === 0 ? tx.poolNames() : targets;
  const { subjects, complaints } = selectSubjects(tx, { operands: starts, types, withSnapshots: true, depth });
  const widths = new ColumnWidths(fields);
  const lines = subjects.flatMap((subject) =>
    (names === 'all' ? allOf(tx, subject) : properties).flatMap((name) => {
      const { value, source } = readProperty(tx, subject, name);
      widths.see(subjectName(subject), name, forPeople(name, value));
      if (sources && !sources.includes(sourceWord(source))) return [];
      const property = findProperty(name)?.name ?? name;
      const row: Record<string, string> = {
        name: subjectName(subject),
        property,
        value: flags.has('p') ? value : forPeople(name, value),
        received: '-',
        source,
      };
      return [fields.map((field) => row[field] as string)];
    }),
  );
  const headings = fields.map((field) => ({ text: field.toUpperCase(), right: false, width: widths.of(field) }));
  return { stdout: lines.length === 0 ? '' : formatTable(headings, lines, flags.has('H')), complaints };
}

/** How wide zfs makes its columns: for the values as people read them, even under `-p`, and for the longest source. */
class ColumnWidths {
  readonly #widths: Record<string, number>;

  constructor(fields: readonly string[]) {
    this.#widths = Object.fromEntries(fields.map((field) => [field, field.length]));
  }

  see(name: string, property: string, value: string): void {
    const known = findProperty(property);
    this.#widen('name', name.length);
    this.#widen('property', (known?.name ?? property).length);
    this.#widen('value', known ? widthOf(known, value) : Math.max(property.length, value.length));
    this.#widen('source', Math.max('SOURCE'.length, name.length + 'inherited from'.length));
  }

  of(field: string): number {
    return this.#widths[field] ?? 0;
  }

  #widen(field: string, width: number): void {
    this.#widths[field] = Math.max(this.#widths[field] ?? 0, width);
  }
}

function fieldsOf(text: string | undefined): string[] {
  if (text === undefined) return FIELDS;
  if (text === 'all') return ['name', 'property', 'value', 'received', 'source'];
  const fields = text.split(',');
  const wrong = fields.find((field) => !FIELDS.includes(field) && field !== 'received');
  if (wrong !== undefined) throw usageFailure(`invalid column name '${wrong}'`, USAGE);
  return fields;
}

function sourcesOf(text: string | undefined): string[] | undefined {
  const sources = text?.split(',');
  const wrong = sources?.find((source) => !SOURCES.includes(source));
  if (wrong !== undefined) throw usageFailure(`invalid source '${wrong}'`, USAGE);
  return sources;
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
