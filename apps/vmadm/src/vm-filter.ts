import type { Vm } from '@triton/vmadm/vm';

import { UsageError } from './usage-error';
import { fieldOf, valuesOf } from './vm-fields';

export interface VmFilter {
  names: string[];
  matches(vm: Vm): boolean;
}

/** `field=value` filters, all of which must hold. A value that begins with `~` is a regular expression. `what`: list or lookup. */
export function parseFilters(args: readonly string[], what: 'filter' | 'lookup'): VmFilter {
  const tests = args.map((arg) => {
    const at = arg.indexOf('=');
    if (at < 0) throw new UsageError(`Bad arguments: unable to split ${arg}`);
    const name = arg.slice(0, at);
    if (!fieldOf(name)) throw new Error(`Invalid ${what} key: "${name}"`);
    return { name, test: testFor(arg.slice(at + 1)) };
  });
  return {
    names: tests.map(({ name }) => name),
    matches: (vm) => tests.every(({ name, test }) => valuesOf(vm, name).some((value) => test(String(value)))),
  };
}

function testFor(wanted: string): (value: string) => boolean {
  if (!wanted.startsWith('~')) return (value) => value === wanted;
  const pattern = new RegExp(wanted.slice(1), 'i');
  return (value) => pattern.test(value);
}
