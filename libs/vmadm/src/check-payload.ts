import type { Static, TObject } from '@sinclair/typebox';

import { inspectPayload } from './inspect-payload';
import { VmadmError } from './vmadm-error';

export interface CheckedPayload<T> {
  /** Only what the payload gives a value. */
  value: T;
  /** Top-level properties that the payload unsets: given as null or as an empty string. */
  unset: string[];
}

const MAX_NAMED_FAULTS = 8;

/** Checks the shape of a payload against its schema; throws InvalidArgument that names every property at fault. */
export function checkPayload<S extends TObject>(schema: S, payload: unknown): CheckedPayload<Static<S>> {
  const { value, unset, errors } = inspectPayload(schema, payload);
  const faults = errors.filter(({ code }) => code !== 'MissingParameter');
  if (faults.length > 0) {
    const named = faults.slice(0, MAX_NAMED_FAULTS).map(({ field, message }) => printable(`${field} (${message})`));
    const more = faults.length > MAX_NAMED_FAULTS ? ` and ${faults.length - MAX_NAMED_FAULTS} more` : '';
    throw new VmadmError('InvalidArgument', `Invalid value(s) for: ${named.join(', ')}${more}`);
  }
  if (errors.length > 0) {
    const missing = errors.map(({ field }) => field).join(', ');
    throw new VmadmError('InvalidArgument', `Missing required properties: ${missing}`);
  }
  return { value, unset };
}

/** The names of unknown properties are anybody's, and the message goes to a terminal. */
function printable(text: string): string {
  return text.replace(/[^ -~]/g, '?');
}
