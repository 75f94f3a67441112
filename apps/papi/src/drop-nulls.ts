import type { PackageRecord } from './package-record';

/** An update says null to have an attribute removed. */
export function dropNulls(record: PackageRecord): PackageRecord {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null));
}
