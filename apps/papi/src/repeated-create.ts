import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { dropEmpties } from './drop-empties';
import type { PackageRecord } from './package-record';

const READ_ONLY = ['v', 'created_at', 'updated_at'];

/**
 * The uuid of a package that is created under an `Idempotency-Key` without a uuid: the key names it, so that the same key is
 * the same package however often it is sent.
 */
export function uuidOfKey(key: string): string {
  const hex = createHash('sha256').update(`package ${key}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}

/** Is the package that is there what the request asks for? */
export function isSamePackage(there: PackageRecord, asked: PackageRecord): boolean {
  const kept = Object.fromEntries(Object.entries(there).filter(([name]) => !READ_ONLY.includes(name)));
  return isDeepStrictEqual(kept, dropEmpties(asked));
}
