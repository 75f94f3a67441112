import type { CommandOption } from '../command';
import { UsageError } from '../usage-error';

/** The options of every command that lists something. */
export const TABLE_OPTIONS: readonly CommandOption[] = [
  { flags: '-H', description: 'Omit table header row.' },
  { flags: '-o <fields>', description: 'Specify fields (columns) to output.' },
  { flags: '-l, --long', description: 'Long/wider output. Ignored if "-o ..." is used.' },
  { flags: '-s <fields>', description: 'Sort on the given fields.' },
  { flags: '-j, --json', description: 'JSON output.' },
];

export interface TableLayout {
  columns: readonly string[];
  longColumns: readonly string[];
  /** Field names; a leading minus turns the order round. */
  sort: readonly string[];
}

type Row = Readonly<Record<string, unknown>>;

/** The lines of a listing: one JSON object a row with `-j`, else columns two spaces apart, `-` where there is no value. */
export function formatTable(rows: readonly Row[], layout: TableLayout, options: Record<string, unknown>): string[] {
  const sorted = sortRows(rows, fieldsOf(options.s, '-s') ?? layout.sort);
  if (options.json) return sorted.map((row) => JSON.stringify(row));
  const columns = fieldsOf(options.o, '-o') ?? (options.long ? layout.longColumns : layout.columns);
  const cells = sorted.map((row) => columns.map((column) => cell(valueOf(row, column))));
  const lines = options.H ? cells : [columns.map((column) => column.toUpperCase()), ...cells];
  const widths = columns.map((_column, i) => Math.max(0, ...lines.map((line) => line[i]?.length ?? 0)));
  return lines.map((line) =>
    line
      .map((text, i) => text.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function fieldsOf(option: unknown, flag: string): string[] | undefined {
  if (option === undefined) return undefined;
  const fields = String(option).split(',').filter(Boolean);
  if (fields.length === 0) throw new UsageError(`${flag} needs at least one field`);
  return fields;
}

/** Dots reach into a row: `disks.0.size`. */
function valueOf(row: Row, column: string): unknown {
  return column.split('.').reduce<unknown>((value, key) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    return (value as Row)[key];
  }, row);
}

function cell(value: unknown): string {
  if (value === undefined || value === null || value === '') return '-';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return text.replace(/[\n\t]/g, ' '); // a row is a line
}

function sortRows(rows: readonly Row[], fields: readonly string[]): Row[] {
  return [...rows].sort((a, b) => {
    for (const field of fields) {
      const down = field.startsWith('-');
      const name = down ? field.slice(1) : field;
      const order = compare(valueOf(a, name), valueOf(b, name));
      if (order !== 0) return down ? -order : order;
    }
    return 0;
  });
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left, right] = [String(a ?? ''), String(b ?? '')];
  return left < right ? -1 : left > right ? 1 : 0;
}
