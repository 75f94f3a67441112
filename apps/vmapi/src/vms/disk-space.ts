import { chargedSizeMib } from '@triton/flexible-disk/charged-size';
import { measureSpace, type Space } from '@triton/flexible-disk/measure-space';
import type { DiskRow, VmRow } from '../tables';

/** What the node said just now, when it was asked; sizes by disk uuid, in MiB. */
export interface FreshReport extends Space {
  sizesMib: ReadonlyMap<string, number>;
}

/**
 * The space of a flexible VM with every unfinished operation counted. Without a fresh report the node's last one is
 * taken: it and the disks' sizes were stored together, so they describe one moment.
 */
export function diskSpace(vm: VmRow, disks: readonly DiskRow[], fresh?: FreshReport): Space {
  const node = fresh ?? lastReport(vm);
  return measureSpace({
    flexibleSizeMib: vm.flexible_disk_size ?? 0,
    disks: disks.map((disk) => ({
      chargedMib: chargedSizeMib({ size: disk.size, target_size: disk.target_size ?? undefined }),
      nodeSizeMib: fresh ? (fresh.sizesMib.get(disk.uuid) ?? 0) : disk.state === 'creating' ? 0 : disk.size,
      snapshotsMib: disk.snapshots_mib,
    })),
    ...(node ? { node } : {}),
  });
}

function lastReport({ node_free_space, node_allocatable }: VmRow): Space | undefined {
  if (node_free_space === null || node_allocatable === null) return undefined;
  return { freeSpaceMib: node_free_space, allocatableMib: node_allocatable };
}
