import type { Machine } from '@triton/schemas/machine';
import type { Nic } from '@triton/schemas/nic';
import type { Vm } from '@triton/schemas/vm';
import { machineState } from './machine-state';
import { toMachineDisk } from './to-machine-disk';

const HARDWARE_VM_BRANDS: readonly string[] = ['bhyve', 'kvm'];
const NO_IMAGE = '00000000-0000-0000-0000-000000000000';

/**
 * A VM as its owner sees it: CloudAPI's nouns, and RFD 154's `disks`, `free_space` and `flexible`. Beside them
 * `allocatable`, what a new disk can really have now. What does not apply to the machine is absent, never null.
 */
export function toMachine(vm: Vm, packageName: string): Machine {
  const primary = vm.nics.find((nic) => nic.primary) ?? vm.nics[0];
  return {
    id: vm.uuid,
    name: vm.alias,
    type: HARDWARE_VM_BRANDS.includes(vm.brand) ? 'virtualmachine' : 'smartmachine',
    brand: vm.brand,
    state: machineState(vm.state),
    image: imageOf(vm),
    ips: vm.nics.map(({ ip }) => ip),
    memory: vm.ram,
    disk: diskSpaceMib(vm),
    deletion_protection: vm.indestructible_zoneroot === true,
    metadata: vm.customer_metadata,
    tags: vm.tags,
    created: vm.create_timestamp,
    updated: vm.last_modified,
    networks: [...new Set(vm.nics.map(({ network_uuid }) => network_uuid))],
    nics: vm.nics.map((nic) => toMachineNic(nic, vm)),
    ...(primary === undefined ? {} : { primaryIp: primary.ip }),
    firewall_enabled: vm.firewall_enabled === true,
    ...(vm.server_uuid === undefined ? {} : { compute_node: vm.server_uuid }),
    package: packageName,
    ...(vm.brand === 'bhyve' ? spaceOf(vm) : {}),
  };
}

function spaceOf(vm: Vm): Pick<Machine, 'flexible' | 'free_space' | 'allocatable' | 'disks'> {
  return {
    flexible: vm.flexible_disk_size !== undefined,
    ...(vm.free_space === undefined ? {} : { free_space: vm.free_space }),
    ...(vm.allocatable === undefined ? {} : { allocatable: vm.allocatable }),
    disks: vm.disks.map((disk) => toMachineDisk(disk, vm)),
  };
}

/** The whole space of a flexible machine; of others the data disk, as it was before RFD 154. */
function diskSpaceMib({ flexible_disk_size, disks, quota = 0 }: Vm): number {
  return flexible_disk_size ?? disks.find(({ boot }) => !boot)?.size ?? quota * 1024;
}

/** The image that the boot disk came from. A deleted machine has no disks any more; its record keeps the image. */
export function imageOf({ disks, image_uuid }: Pick<Vm, 'disks' | 'image_uuid'>): string {
  const boot = disks.find((disk) => disk.boot) ?? disks[0];
  return boot?.image_uuid ?? image_uuid ?? NO_IMAGE;
}

function toMachineNic(
  { mac, ip, primary, gateway, netmask, network_uuid }: Nic,
  { state }: Vm,
): Machine['nics'][number] {
  return {
    mac,
    ip,
    primary,
    ...(gateway === undefined ? {} : { gateway }),
    netmask,
    state: state === 'provisioning' ? 'provisioning' : 'running',
    network: network_uuid,
  };
}
