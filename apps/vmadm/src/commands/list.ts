import { parseArgs } from 'node:util';

import { listVms } from '@triton/vmadm/list-vms';
import type { Vm } from '@triton/vmadm/vm';

import type { Command } from '../command';
import { UsageError } from '../usage-error';
import { fieldOf, needsZfs, valuesOf } from '../vm-fields';
import { parseFilters } from '../vm-filter';

export const list: Command = async ({ host }, args) => {
  const { values, positionals } = parse(args);
  const fields = (values.order ?? 'uuid,type,ram,state,alias').split(',');
  const sorts = (values.sort ?? 'ram,uuid').split(',');
  const unknown = (names: readonly string[]) => names.find((name) => !fieldOf(name.replace(/^[-+]/, '')));
  const [badField, badSort] = [unknown(fields), unknown(sorts)];
  if (badField !== undefined) throw new Error(`invalid order field: ${badField}`);
  if (badSort !== undefined) throw new Error(`invalid sort field: ${badSort}`);
  const filter = parseFilters(positionals, 'filter');
  const datasets = needsZfs([...fields, ...sorts.map((name) => name.replace(/^[-+]/, '')), ...filter.names]);
  const vms = (await listVms(host, { datasets })).filter((vm) => filter.matches(vm)).sort(comparison(sorts));
  const rows = vms.map((vm) => fields.map((field) => cell(vm, field)));
  const lines = values.parsable
    ? rows.map((row) => row.join(':'))
    : padded(fields, values.noheader ? rows : [fields.map((field) => fieldOf(field)?.header ?? ''), ...rows]);
  return { stdout: lines.map((line) => `${line}\n`).join('') };
};

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        order: { type: 'string', short: 'o' },
        sort: { type: 'string', short: 's' },
        parsable: { type: 'boolean', short: 'p' },
        noheader: { type: 'boolean', short: 'H' },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message, { cause: error });
  }
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
