import { CommandFailure } from '../command-failure';
import { formatTable } from '../format-table';
import { parseOptions } from '../parse-options';
import type { PoolTransaction } from '../pool-transaction';
import { findProperty, isUserProperty, type SubjectType } from '../properties/property-table';
import { forPeople, readProperty, type Subject } from '../properties/read-property';
import { selectSubjects } from '../select-subjects';
import { parseTypes } from '../parse-types';

const USAGE =
  'list [-rH] [-d max] [-o property[,...]] [-p] [-t type[,...]] [-s property] ...\n\t    [-S property] ... [filesystem|volume|snapshot] ...';
const DEFAULT_COLUMNS = ['name', 'used', 'available', 'referenced', 'mountpoint'];
const SPACE_COLUMNS = ['name', 'avail', 'used', 'usedsnap', 'usedds', 'usedrefreserv', 'usedchild'];
const DATASETS: readonly SubjectType[] = ['filesystem', 'volume'];

/** `zfs list`: what was asked for on stdout, operands that name nothing as complaints. */
export function list(
  tx: PoolTransaction,
  args: readonly string[],
): { stdout: string; stderr?: string; complaints: string[] } {
  const { flags, values, operands } = parseOptions(args, 'HprDd:o:t:s:S:', USAGE);
  const scripted = flags.has('H');
  const columns =
    values.get('o')?.flatMap((text) => (text === 'space' ? SPACE_COLUMNS : text.split(','))) ?? DEFAULT_COLUMNS;
  for (const column of columns) checkColumn(column);
  const typeText = values.get('t')?.at(-1);
  const types = typeText === undefined ? new Set(DATASETS) : parseTypes(typeText);
  const depth = depthOf(flags, values, operands.length === 0, types);
  const starts = operands.length === 0 ? tx.poolNames() : operands;
  const { subjects, complaints } = selectSubjects(tx, { operands: starts, types, depth });
  const exact = flags.has('p');
  const lines = sorted(tx, subjects, values).map((subject) =>
    columns.map((column) => {
      const { value } = readProperty(tx, subject, column);
      return exact ? value : forPeople(column, value);
    }),
  );
  if (lines.length === 0) {
    return { stdout: '', stderr: operands.length === 0 ? 'no datasets available\n' : '', complaints };
  }
  const headings = columns.map((column) => {
    const property = findProperty(column);
    return { text: property?.column ?? column.toUpperCase(), right: property?.numeric ?? false };
  });
  return { stdout: formatTable(headings, lines, scripted), complaints };
}

/** Snapshots alone are looked for right below what is named. */
function depthOf(
  flags: ReadonlySet<string>,
  values: ReadonlyMap<string, readonly string[]>,
  everything: boolean,
  types: ReadonlySet<SubjectType>,
): number {
  const limit = values.get('d')?.at(-1);
  if (limit !== undefined) return Number(limit);
  if (flags.has('r') || everything) return Infinity;
  return types.size === 1 && types.has('snapshot') ? 1 : 0;
}

function checkColumn(column: string): void {
  if (column === 'name' || findProperty(column) !== undefined || isUserProperty(column)) return;
  throw new CommandFailure(`bad property list: invalid property '${column}'\nusage:\n\t${USAGE}`, 2);
}

function sorted(tx: PoolTransaction, subjects: Subject[], values: ReadonlyMap<string, readonly string[]>): Subject[] {
  const keys = [
    ...(values.get('s') ?? []).map((property) => ({ property, direction: 1 })),
    ...(values.get('S') ?? []).map((property) => ({ property, direction: -1 })),
  ];
  if (keys.length === 0) return subjects;
  const compare = (a: Subject, b: Subject): number => {
    for (const { property, direction } of keys) {
      const [left, right] = [readProperty(tx, a, property).value, readProperty(tx, b, property).value];
      const order =
        findProperty(property)?.numeric || property === 'creation'
          ? Number(left) - Number(right)
          : left < right
            ? -1
            : left > right
              ? 1
              : 0;
      if (order) return order * direction;
    }
    return 0;
  };
  return [...subjects].sort(compare);
}
