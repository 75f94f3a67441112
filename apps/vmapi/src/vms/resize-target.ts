import type { Package } from '@triton/schemas/package';
import type { UpdateVmInput } from '@triton/schemas/update-vm-input';

/** What a VM is to have, in vmadm's words; absent: as it is. Sizes are MiB. */
export interface ResizeTarget {
  billing_id?: string;
  flexible_disk_size?: number;
  ram?: number;
  vcpus?: number;
  cpu_cap?: number;
  max_lwps?: number;
  max_swap?: number;
  zfs_io_priority?: number;
}

/** What the package says, where the request does not say it itself. */
export function resizeTarget(pkg: Package | undefined, input: UpdateVmInput): ResizeTarget {
  const wanted = {
    billing_id: pkg?.uuid,
    flexible_disk_size: input.flexible_disk_size ?? (pkg?.flexible_disk ? pkg.quota : undefined),
    ram: input.ram ?? input.max_physical_memory ?? pkg?.max_physical_memory,
    vcpus: input.vcpus ?? pkg?.vcpus,
    cpu_cap: input.cpu_cap ?? pkg?.cpu_cap,
    max_lwps: input.max_lwps ?? pkg?.max_lwps,
    max_swap: input.max_swap ?? pkg?.max_swap,
    zfs_io_priority: input.zfs_io_priority ?? pkg?.zfs_io_priority,
  };
  return Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
}
