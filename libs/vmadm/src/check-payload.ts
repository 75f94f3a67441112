import type { Static, TObject, TSchema } from '@sinclair/typebox';
import { compile, type Validate } from '@triton/schemas/validate';
import { VmadmError } from './vmadm-error';

export interface CheckedPayload<T> {
  /** Only what the payload gives a value. */
  value: T;
  /** Top-level properties that the payload unsets: given as null or as an empty string. */
  unset: string[];
}

const MAX_NAMED_FAULTS = 8;
const compiled = new WeakMap<TSchema, Validate<unknown>>();

/** Checks the shape of a payload against its schema; throws InvalidArgument that names every property at fault. */
export function checkPayload<S extends TObject>(schema: S, payload: unknown): CheckedPayload<Static<S>> {
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) {
    throw new VmadmError('InvalidArgument', 'Invalid payload: must be an object');
  }
  const entries = Object.entries(payload);
  const unset = entries.filter(([key, value]) => isUnset(value) && key in schema.properties).map(([key]) => key);
  const given = Object.fromEntries(entries.filter(([key]) => !unset.includes(key)));
  const { value, errors } = validatorOf(schema)(given);
  const faults = errors.filter(({ code }) => code !== 'MissingParameter');
  if (faults.length > 0) {
    const named = faults.slice(0, MAX_NAMED_FAULTS).map(({ field, message }) => `${field} (${message})`);
    const more = faults.length > MAX_NAMED_FAULTS ? ` and ${faults.length - MAX_NAMED_FAULTS} more` : '';
    throw new VmadmError('InvalidArgument', `Invalid value(s) for: ${named.join(', ')}${more}`);
  }
  if (errors.length > 0) {
    const missing = errors.map(({ field }) => field).join(', ');
    throw new VmadmError('InvalidArgument', `Missing required properties: ${missing}`);
  }
  return { value: value as Static<S>, unset };
}

function isUnset(value: unknown): boolean {
  return value === null || value === '' || value === undefined;
}

// Compiling takes longer than most commands, so only those that take a payload pay for it.
function validatorOf(schema: TSchema): Validate<unknown> {
  let validate = compiled.get(schema);
  if (!validate) compiled.set(schema, (validate = compile(schema)));
  return validate;
}
