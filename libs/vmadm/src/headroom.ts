import type { RootState } from './vm-datasets';

/**
 * Bytes that can still be reserved below a zone root. Not ZFS's `available`: that is what the root file system itself may
 * take, its own reservation included and its refquota applied. Reservation and quota are equal, so what the quota leaves
 * is there for certain.
 */
export function headroomBytes({ quota, used, available }: RootState): number {
  return quota === 0 ? available : Math.max(0, quota - used);
}
