import { chargedSizeMib } from '@triton/flexible-disk/charged-size';
import { measureSpace, type Space } from '@triton/flexible-disk/measure-space';
import type { DiskRow, VmRow } from '../tables';

/** What the node said just now, when it was asked. All numbers are MiB. */
export interface FreshReport extends Space {
  flexibleSizeMib: number;
  /** By the disk's uuid. */
  sizesMib: ReadonlyMap<string, number>;
  /** DISK_SNAP of RFD 154, rounded up disk by disk. */
  snapshotsMib: number;
  /** What one more snapshot would hold at once. */
  snapshotHoldMib: number;
}

/**
 * The space of a flexible VM with every unfinished operation counted. Without a fresh report the node's last one is
 * taken: it and the disks' sizes were stored together, so they describe one moment.
 */
export function diskSpace(vm: VmRow, disks: readonly DiskRow[], fresh?: FreshReport): Space {
  const node = fresh ?? lastReport(vm);
  const promises = Object.values(vm.promises);
  const flexibleSizeMib = fresh?.flexibleSizeMib ?? vm.flexible_disk_size ?? 0;
  return measureSpace({
    flexibleSizeMib,
    promisedFlexibleMib: Math.min(flexibleSizeMib, ...promises.flatMap((promise) => promise.flexible_disk_size ?? [])),
    heldMib: promises.reduce((total, { hold_mib = 0 }) => total + hold_mib, 0),
    disks: disks.map((disk) => ({
      chargedMib: chargedSizeMib({ size: disk.size, target_size: disk.target_size ?? undefined }),
      nodeSizeMib: fresh ? (fresh.sizesMib.get(disk.uuid) ?? 0) : disk.state === 'creating' ? 0 : disk.size,
      snapshotsMib: disk.snapshots_mib,
    })),
    ...(node ? { node } : {}),
  });
}

/** DISK_SIZE + DISK_SNAP of RFD 154 in MiB, every unfinished operation counted. */
export function usedSpaceMib(disks: readonly DiskRow[], fresh?: FreshReport): number {
  const sizes = disks.map((disk) => chargedSizeMib({ size: disk.size, target_size: disk.target_size ?? undefined }));
  const snapshots = fresh?.snapshotsMib ?? sum(disks.map(({ snapshots_mib }) => snapshots_mib));
  return sum(sizes) + snapshots;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function lastReport({ node_free_space, node_allocatable }: VmRow): Space | undefined {
  if (node_free_space === null || node_allocatable === null) return undefined;
  return { freeSpaceMib: node_free_space, allocatableMib: node_allocatable };
}
