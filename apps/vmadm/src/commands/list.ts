import { parseArgs } from 'node:util';

import { listVms } from '@triton/vmadm/list-vms';
import type { Vm } from '@triton/vmadm/vm';

import type { Command } from '../command';
import { UsageError } from '../usage-error';
import { fieldOf, isAmbiguous, needsZfs, valuesOf } from '../vm-fields';
import { parseFilters } from '../vm-filter';

export const list: Command = async ({ host }, args) => {
  const { values, positionals } = parse(args);
  const fields = (values.order ?? 'uuid,type,ram,state,alias').split(',');
  const sorts = (values.sort ?? 'ram,uuid').split(',');
  const filter = parseFilters(positionals, 'filter');
  demandColumns(fields, 'order');
  demandColumns(sorts, 'sort');
  const datasets = needsZfs([...fields, ...sorts.map((name) => name.replace(/^[-+]/, '')), ...filter.names]);
  const vms = (await listVms(host, { datasets })).filter((vm) => filter.matches(vm)).sort(comparison(sorts));
  const rows = vms.map((vm) => fields.map((field) => cell(vm, field)));
  const withHeader = values.header || !(values.noheader || values.parsable);
  const all = withHeader ? [fields.map((field) => fieldOf(field)?.header ?? ''), ...rows] : rows;
  const lines = values.parsable ? all.map((row) => row.join(':')) : padded(fields, all);
  return { stdout: lines.map((line) => `${line}\n`).join('') };
};

function demandColumns(names: readonly string[], what: 'order' | 'sort'): void {
  const bare = (name: string): string => (what === 'sort' ? name.replace(/^[-+]/, '') : name);
  const ambiguous = names.find((name) => isAmbiguous(bare(name)));
  if (ambiguous !== undefined) throw new Error(`Invalid ${what} key: "${ambiguous}"`);
  const unknown = names.find((name) => !fieldOf(bare(name)));
  if (unknown !== undefined) throw new Error(`invalid ${what} field: ${unknown}`);
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args: joined(args),
      allowPositionals: true,
      options: {
        order: { type: 'string', short: 'o' },
        sort: { type: 'string', short: 's' },
        parsable: { type: 'boolean', short: 'p' },
        header: { type: 'boolean', short: 'h' },
        noheader: { type: 'boolean', short: 'H' },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message, { cause: error });
  }
}

/** A descending order begins with a dash, which must not be taken for another option: `-s -ram,uuid`. */
function joined(args: readonly string[]): string[] {
  const at = args.findIndex((arg, index) => ['-s', '--sort'].includes(arg) && index + 1 < args.length);
  return at < 0 ? [...args] : [...args.slice(0, at), `--sort=${args[at + 1]}`, ...args.slice(at + 2)];
}

function cell(vm: Vm, field: string): string {
  const [value] = valuesOf(vm, field);
  return value === undefined || value === null ? '' : String(value);
}

function padded(fields: readonly string[], rows: readonly string[][]): string[] {
  return rows.map((row) =>
    row
      .map((text, index) => (text === '' ? '-' : text).padEnd(fieldOf(fields[index] ?? '')?.width ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function comparison(sorts: readonly string[]): (a: Vm, b: Vm) => number {
  return (a, b) => {
    for (const sort of sorts) {
      const name = sort.replace(/^[-+]/, '');
      const order = compare(valuesOf(a, name)[0], valuesOf(b, name)[0]);
      if (order !== 0) return sort.startsWith('-') ? -order : order;
    }
    return 0;
  };
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a ?? '') < String(b ?? '') ? -1 : Number(String(a ?? '') > String(b ?? ''));
}
