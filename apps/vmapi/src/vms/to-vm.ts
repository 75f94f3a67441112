import type { VmDisk } from '@triton/schemas/disk';
import type { Vm } from '@triton/schemas/vm';
import type { DiskRow } from '../tables';
import { diskSpace } from './disk-space';
import { etagOf } from './etag';
import type { VmWithDisks } from './vm-table';

/** A VM as VMAPI shows it: the node's last report, and the changes under way. Keys that do not apply are absent. */
export function toVm({ vm, disks }: VmWithDisks): Vm {
  return {
    ...vm.attributes,
    ...bootImageOf(disks),
    uuid: vm.uuid,
    alias: vm.alias,
    brand: vm.brand,
    state: vm.state,
    ...(vm.zone_state === null ? {} : { zone_state: vm.zone_state }),
    owner_uuid: vm.owner_uuid,
    ...(vm.server_uuid === null ? {} : { server_uuid: vm.server_uuid }),
    ...(vm.billing_id === null ? {} : { billing_id: vm.billing_id }),
    ram: vm.ram,
    ...(vm.vcpus === null ? {} : { vcpus: vm.vcpus }),
    quota: vm.quota,
    ...spaceOf({ vm, disks }),
    disks: disks.map(toVmDisk),
    nics: vm.nics,
    tags: vm.tags,
    customer_metadata: vm.customer_metadata,
    internal_metadata: vm.internal_metadata,
    snapshots: vm.snapshots,
    indestructible_zoneroot: vm.indestructible_zoneroot,
    create_timestamp: vm.create_timestamp.toISOString(),
    last_modified: vm.last_modified.toISOString(),
    destroyed: vm.destroyed?.toISOString() ?? null,
    etag: etagOf(vm.version),
  };
}

/** It changes when the VM is reprovisioned. */
function bootImageOf(disks: readonly DiskRow[]): Partial<Vm> {
  const image = disks.find(({ boot }) => boot)?.image_uuid;
  return image ? { image_uuid: image } : {};
}

function spaceOf({ vm, disks }: VmWithDisks): Partial<Vm> {
  if (vm.flexible_disk_size === null) return {};
  const { freeSpaceMib, allocatableMib } = diskSpace(vm, disks);
  return { flexible_disk_size: vm.flexible_disk_size, free_space: freeSpaceMib, allocatable: allocatableMib };
}

function toVmDisk(disk: DiskRow): VmDisk {
  return {
    ...disk.reported,
    uuid: disk.uuid,
    pci_slot: disk.pci_slot,
    size: disk.size,
    ...(disk.target_size === null ? {} : { target_size: disk.target_size }),
    boot: disk.boot,
    state: disk.state,
    ...(disk.image_uuid === null ? {} : { image_uuid: disk.image_uuid }),
    ...(disk.block_size === null ? {} : { block_size: disk.block_size }),
    ...(disk.snapshots_mib > 0 ? { snapshot_size: Math.ceil(disk.snapshots_mib) } : {}),
  };
}
