import type { NewVmPlan } from './promise-vm';

/** What a new VM will be, by its request and else by its package. Sizes are MiB, `quota` is GiB. */
export interface NewVmFacts {
  uuid: string;
  alias: string;
  ram: number;
  vcpus: number;
  quota: number;
  flexibleSizeMib: number | undefined;
}

/** GiB of the zone's own dataset; the guest's disks are not in it. */
const ZONE_QUOTA_GIB = 1;

export function newVmFacts({ uuid, input, pkg }: NewVmPlan): NewVmFacts {
  return {
    uuid,
    alias: input.alias ?? uuid.slice(0, 8),
    ram: input.ram ?? pkg.max_physical_memory,
    vcpus: input.vcpus ?? pkg.vcpus ?? 1,
    quota: ZONE_QUOTA_GIB,
    flexibleSizeMib: pkg.flexible_disk ? (input.flexible_disk_size ?? pkg.quota) : undefined,
  };
}
