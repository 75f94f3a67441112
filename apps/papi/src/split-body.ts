import { InvalidArgumentError } from '@triton/errors/invalid-argument-error';
import type { FieldError } from '@triton/errors/triton-error';
import { packageAttributes } from './package-attributes';
import type { PackageRecord } from './package-record';

export interface PackageBody {
  /** Attributes as given; those that only PAPI writes are left out. */
  attributes: PackageRecord;
  /** Change what is immutable. */
  force: boolean;
  /** Store it whatever it is. */
  skipValidation: boolean;
}

interface Switches {
  force?: boolean | undefined;
  skip_validation?: boolean | undefined;
}

const SWITCHES: ReadonlySet<string> = new Set(['force', 'skip_validation']);
const LONGEST_ECHO = 64;

/**
 * Takes the body of a create or an update apart. `force` and `skip_validation` may stand in the body or in the query.
 * @throws InvalidArgumentError naming every attribute that packages do not have, even under `skip_validation`
 */
export function splitBody(body: PackageRecord, query: Switches): PackageBody {
  const errors: FieldError[] = [];
  const attributes: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(body)) {
    const attribute = packageAttributes.get(field);
    if (attribute) {
      if (!attribute.readOnly) attributes[field] = value;
    } else if (!SWITCHES.has(field)) {
      errors.push({ field: field.slice(0, LONGEST_ECHO), code: 'Invalid', message: 'is an unsupported attribute' });
    }
  }
  if (errors.length > 0) throw new InvalidArgumentError('Unrecognised attributes', errors);
  return {
    attributes,
    force: isOn('force', body, query),
    skipValidation: isOn('skip_validation', body, query),
  };
}

function isOn(field: keyof Switches, body: PackageRecord, query: Switches): boolean {
  const value = body[field] ?? query[field] ?? false;
  if (value === true || value === 'true') return true;
  if (value === false || value === 'false') return false;
  const message = 'must be true or false';
  throw new InvalidArgumentError(`${field} ${message}`, [{ field, code: 'Invalid', message }]);
}
