import { isDeepStrictEqual } from 'node:util';
import { InvalidArgumentError } from '@triton/errors/invalid-argument-error';
import type { FieldError } from '@triton/errors/triton-error';
import { packageAttributes } from './package-attributes';
import type { PackageRecord } from './package-record';

/** Saying again what an attribute already is changes nothing, so it is allowed. */
export function assertImmutablesKept(before: PackageRecord, changes: PackageRecord): void {
  const errors: FieldError[] = [];
  for (const [field, { immutable }] of packageAttributes) {
    const wanted = changes[field];
    if (!immutable || wanted === undefined || isDeepStrictEqual(wanted ?? undefined, before[field])) continue;
    errors.push({ field, code: 'Invalid', message: 'is immutable' });
  }
  if (errors.length > 0) throw new InvalidArgumentError('Attempt to update immutables', errors);
}
