import type { Static, TObject } from '@sinclair/typebox';
import type { FieldError } from '@triton/errors/triton-error';
import { compile, type Validate } from '@triton/schemas/validate';

import { VmadmError } from './vmadm-error';

export interface InspectedPayload<T> {
  /** Only good when `errors` is empty. */
  value: T;
  unset: string[];
  errors: FieldError[];
}

const compiled = new WeakMap<TObject, Validate<unknown>>();

/** The payload as its schema sees it. null and the empty string unset a property that the schema knows. */
export function inspectPayload<S extends TObject>(schema: S, payload: unknown): InspectedPayload<Static<S>> {
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) {
    throw new VmadmError('InvalidArgument', 'Invalid payload: must be an object');
  }
  const entries = Object.entries(payload).filter(([, value]) => value !== undefined);
  const unset = entries
    .filter(([key, value]) => isUnset(value) && Object.hasOwn(schema.properties, key))
    .map(([key]) => key);
  const given = Object.fromEntries(entries.filter(([key]) => !unset.includes(key)));
  const { value, errors } = validatorOf(schema)(given);
  return { value: value as Static<S>, unset, errors };
}

function isUnset(value: unknown): boolean {
  return value === null || value === '';
}

// Compiling takes longer than most commands, so only those that take a payload pay for it.
function validatorOf(schema: TObject): Validate<unknown> {
  let validate = compiled.get(schema);
  if (!validate) compiled.set(schema, (validate = compile(schema)));
  return validate;
}
