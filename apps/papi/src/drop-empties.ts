import type { PackageRecord } from './package-record';

/** PAPI keeps no empty arrays and objects, so that `disks: []` is the same as no `disks`; nor attributes that are null. */
export function dropEmpties(record: PackageRecord): PackageRecord {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => !isEmpty(value)));
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
