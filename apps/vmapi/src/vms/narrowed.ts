import { Type } from '@sinclair/typebox';
import type { Vm } from '@triton/schemas/vm';

export const Fields = Type.Optional(
  Type.String({
    maxLength: 2_000,
    pattern: '^([a-z_]+(,[a-z_]+)*|\\*)$',
    errorMessage: 'must be names of attributes, comma separated, or *',
  }),
);

/** The attributes of a VM that were asked for; all of them when none were named. */
export function narrowed(vm: Vm, fields: string | undefined): Partial<Vm> {
  if (fields === undefined || fields === '*') return vm;
  const wanted = new Set(fields.split(','));
  return Object.fromEntries(Object.entries(vm).filter(([name]) => wanted.has(name)));
}
