import { usedSpaceMib } from './disk-space';
import type { VmWithDisks } from './vm-table';

/** MiB. */
export interface ResizeGrowth {
  disk: number;
  ram: number;
}

/** What a resize takes from the VM's compute node beyond what the VM has there. Shrinking takes nothing. */
export function resizeGrowth(
  { vm, disks }: VmWithDisks,
  { flexible_disk_size, ram }: { flexible_disk_size?: unknown; ram?: unknown },
): ResizeGrowth {
  // Of a VM with fixed disks the node holds just those.
  const diskNow = vm.flexible_disk_size ?? Math.floor(usedSpaceMib(disks));
  return { disk: growthOf(flexible_disk_size, diskNow), ram: growthOf(ram, vm.ram) };
}

function growthOf(wanted: unknown, now: number): number {
  return typeof wanted === 'number' ? Math.max(0, wanted - now) : 0;
}
