import type { FieldError } from '@triton/errors/triton-error';
import { type PackageAttribute, packageAttributes } from '../package-attributes';
import type { PackageRecord } from '../package-record';
import type { PackageRules } from './validate-package';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Attributes that are missing or of the wrong type, by name. */
export function checkTypes(record: PackageRecord, { cpuCapOptional }: PackageRules): FieldError[] {
  const errors: FieldError[] = [];
  for (const [field, { type, required, readOnly }] of packageAttributes) {
    if (readOnly) continue;
    const value = record[field];
    const needed = required === true && !(cpuCapOptional && field === 'cpu_cap');
    if (needed && value === undefined) errors.push({ field, code: 'Missing', message: 'is missing' });
    else if (needed && value === '') errors.push({ field, code: 'Missing', message: 'is empty' });
    else if (value !== undefined) {
      const message = faultOf(value, type);
      if (message !== undefined) errors.push({ field, code: 'Invalid', message });
    }
  }
  return errors;
}

function faultOf(value: unknown, type: PackageAttribute['type']): string | undefined {
  switch (type) {
    case 'uuid':
      return isUuid(value) ? undefined : 'must be UUID';
    case 'string':
      return typeof value === 'string' ? undefined : 'must be string';
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'must be boolean';
    case 'number':
      return Number.isSafeInteger(value) ? undefined : 'must be integer';
    case 'double':
      return typeof value === 'number' ? undefined : 'must be float';
    case 'object':
      return isObject(value) ? undefined : 'must be a hash';
    case '[uuid]':
      if (!Array.isArray(value)) return 'must be an array';
      return value.every(isUuid) ? undefined : 'must only contain UUIDs';
    case '[disk]':
      if (!Array.isArray(value)) return 'must be an array';
      return value.every(isDisk) ? undefined : 'must only contain Objects with "size" property';
    case 'date':
      return undefined;
  }
}

function isUuid(value: unknown): boolean {
  return typeof value === 'string' && UUID.test(value);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** RFD 154, "Default disks in package": `{}` is as big as the image, `remaining` gets what the others leave. */
function isDisk(value: unknown): boolean {
  if (!isObject(value) || Object.keys(value).some((key) => key !== 'size')) return false;
  const { size } = value as { size?: unknown };
  return !('size' in value) || size === 'remaining' || (Number.isSafeInteger(size) && Number(size) >= 0);
}
