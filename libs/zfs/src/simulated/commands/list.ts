import { checkProperties } from '../check-properties';
import { formatTable } from '../format-table';
import { DATASETS, EVERYTHING } from '../open-dataset';
import { parseDepth } from '../parse-depth';
import { parseOptions } from '../parse-options';
import { parseTypes } from '../parse-types';
import type { PoolTransaction } from '../pool-transaction';
import { findProperty, isUserProperty } from '../properties/property-table';
import { forPeople, readProperty, type Subject } from '../properties/read-property';
import { widthOf } from '../properties/width-of';
import { selectSubjects } from '../select-subjects';
import { usageFailure } from '../usage-failure';

const USAGE =
  'list [-Hp] [-r|-d max] [-o property[,...]] [-s property]...\n\t    [-S property]... [-t type[,...]] [filesystem|volume|snapshot] ...';
const DEFAULT_COLUMNS = ['name', 'used', 'available', 'referenced', 'mountpoint'];
const SPACE_COLUMNS = ['name', 'avail', 'used', 'usedsnap', 'usedds', 'usedrefreserv', 'usedchild'];

/** `zfs list`: what was asked for on stdout, operands that name nothing as complaints. */
export function list(
  tx: PoolTransaction,
  args: readonly string[],
): { stdout: string; stderr?: string; complaints: string[] } {
  const { flags, values, operands } = parseOptions(args, 'HprDd:o:t:s:S:', USAGE);
  const scripted = flags.has('H');
  const sortKeys = sortKeysOf(args, values);
  const typeText = values.get('t')?.at(-1);
  const asked = values.get('o')?.at(-1);
  const types = typeText !== undefined ? parseTypes(typeText, USAGE) : asked === 'space' ? DATASETS : EVERYTHING;
  const limit = parseDepth(values.get('d')?.at(-1), flags.has('r') || operands.length === 0, USAGE);
  const columns =
    asked === undefined
      ? DEFAULT_COLUMNS
      : asked === 'space'
        ? SPACE_COLUMNS
        : checkProperties(asked.split(','), USAGE);
  // Snapshots alone are looked for right below what is named.
  const depth = limit ?? (types.size === 1 && types.has('snapshot') ? 1 : undefined);
  const starts = operands.length === 0 ? tx.poolNames() : operands;
  const withSnapshots = typeText !== undefined;
  const { subjects, complaints } = selectSubjects(tx, { operands: starts, types, withSnapshots, depth });
  if (subjects.length === 0) {
    return { stdout: '', stderr: complaints.length > 0 || scripted ? '' : 'no datasets available\n', complaints };
  }
  const lines = sorted(tx, subjects, sortKeys).map((subject) =>
    columns.map((column) => {
      const { value } = readProperty(tx, subject, column);
      return flags.has('p') ? value : forPeople(column, value);
    }),
  );
  const headings = columns.map((column, index) => {
    const property = findProperty(column);
    const text = property?.column ?? column.toUpperCase();
    const width = Math.max(text.length, ...lines.map((cells) => cells[index]?.length ?? 0));
    return {
      text,
      right: property?.numeric ?? false,
      width: property ? Math.max(width, widthOf(property, '')) : width,
    };
  });
  return { stdout: formatTable(headings, lines, scripted), complaints };
}

interface SortKey {
  readonly property: string;
  readonly direction: 1 | -1;
}

/** `-s` and `-S` in the order given. */
function sortKeysOf(args: readonly string[], values: ReadonlyMap<string, readonly string[]>): SortKey[] {
  const [up = [], down = []] = [values.get('s')?.slice(), values.get('S')?.slice()];
  const letters = args.filter((arg) => arg.startsWith('-s') || arg.startsWith('-S')).map((arg) => arg[1]);
  const keys = letters.map((letter): SortKey =>
    letter === 's' ? { property: up.shift() ?? '', direction: 1 } : { property: down.shift() ?? '', direction: -1 },
  );
  for (const { property } of keys) {
    if (property === 'name' || findProperty(property) || isUserProperty(property)) continue;
    throw usageFailure(`invalid property '${property}'`, USAGE);
  }
  return keys;
}

/** What has no such property comes last, whatever the direction. */
function sorted(tx: PoolTransaction, subjects: Subject[], keys: readonly SortKey[]): Subject[] {
  if (keys.length === 0) return subjects;
  const compare = (a: Subject, b: Subject): number => {
    for (const { property, direction } of keys) {
      const [left, right] = [readProperty(tx, a, property).value, readProperty(tx, b, property).value];
      if (left === right) continue;
      if (left === '-' || right === '-') return left === '-' ? 1 : -1;
      const isNumber = findProperty(property)?.numeric === true || property === 'creation';
      const order = isNumber ? Number(left) - Number(right) : left < right ? -1 : 1;
      if (order !== 0) return order * direction;
    }
    return 0;
  };
  return [...subjects].sort(compare);
}
