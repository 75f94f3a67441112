import type { CreateVmInput } from '@triton/schemas/create-vm-input';
import type { Nic } from '@triton/schemas/nic';
import type { Package } from '@triton/schemas/package';
import type { NewDisk } from './lay-out-disks';

interface NewVmFacts {
  input: CreateVmInput;
  pkg: Package;
  vm: { uuid: string; alias: string; ram: number; vcpus: number; quota: number; flexibleSizeMib: number | undefined };
  disks: readonly NewDisk[];
  nics: readonly Nic[];
}

/** What vmadm is told to create, and those of its properties that VMAPI keeps without looking into them. */
export function provisionPayload({ input, pkg, vm, disks, nics }: NewVmFacts): {
  vm: Record<string, unknown>;
  attributes: Record<string, unknown>;
} {
  const attributes = {
    cpu_cap: input.cpu_cap ?? pkg.cpu_cap,
    max_lwps: input.max_lwps ?? pkg.max_lwps,
    max_swap: input.max_swap ?? pkg.max_swap,
    zfs_io_priority: input.zfs_io_priority ?? pkg.zfs_io_priority,
    autoboot: input.autoboot ?? true,
    firewall_enabled: input.firewall_enabled ?? false,
  };
  const flexible = vm.flexibleSizeMib !== undefined;
  return {
    attributes,
    vm: {
      ...attributes,
      uuid: vm.uuid,
      alias: vm.alias,
      brand: input.brand,
      owner_uuid: input.owner_uuid,
      billing_id: input.billing_id,
      ram: vm.ram,
      vcpus: vm.vcpus,
      quota: vm.quota,
      ...(flexible ? { flexible_disk_size: vm.flexibleSizeMib } : {}),
      disks: disks.map((disk) => diskPayload(disk, flexible)),
      nics,
      tags: input.tags ?? {},
      customer_metadata: input.customer_metadata ?? {},
      internal_metadata: input.internal_metadata ?? {},
      indestructible_zoneroot: input.indestructible_zoneroot ?? false,
    },
  };
}

/** Without flexible disks a boot disk has the size of its image, and vmadm takes no other. */
function diskPayload({ size, ...disk }: NewDisk, flexible: boolean): object {
  return { ...disk, model: 'virtio', ...(disk.boot && !flexible ? {} : { size }) };
}
