import { parseArgs } from 'node:util';

import { listVms } from '@triton/vmadm/list-vms';

import type { Command } from '../command';
import { UsageError } from '../usage-error';
import { needsZfs, valuesOf } from '../vm-fields';
import { parseFilters } from '../vm-filter';

export const lookup: Command = async ({ host }, args) => {
  const { values, positionals } = parse(args);
  if (values.order !== undefined && !values.json) throw new Error('Cannot specify -o without -j');
  const fields = values.order?.split(',');
  const filter = parseFilters(positionals, 'lookup');
  const whole = values.json === true && fields === undefined;
  const names = [...(fields ?? []), ...filter.names];
  const found = await listVms(host, {
    datasets: whole || needsZfs(names),
    snapshots: whole || names.includes('snapshots'),
  });
  const vms = found.filter((vm) => filter.matches(vm));
  if (values.unique && vms.length !== 1) {
    throw new Error(`Requested unique lookup but found ${vms.length} results.`);
  }
  if (!values.json) return { stdout: vms.map(({ uuid }) => `${uuid}\n`).join('') };
  const shown = fields
    ? vms.map((vm) => Object.fromEntries(fields.flatMap((name) => valuesOf(vm, name).map((value) => [name, value]))))
    : vms;
  return { stdout: `${JSON.stringify(shown, null, 2)}\n` };
};

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        json: { type: 'boolean', short: 'j' },
        unique: { type: 'boolean', short: '1' },
        order: { type: 'string', short: 'o' },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message, { cause: error });
  }
}
