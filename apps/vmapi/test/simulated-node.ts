import { assignPciSlots } from '@triton/flexible-disk/assign-pci-slots';

export interface NodeDisk {
  uuid: string;
  pci_slot: string;
  size: number;
  boot: boolean;
  image_uuid?: string;
  block_size?: number;
  snapshot_size?: number;
  path: string;
}

export interface NodeVm {
  uuid: string;
  state: string;
  ram: number;
  flexible_disk_size?: number;
  disks: NodeDisk[];
  snapshots: unknown[];
  indestructible_zoneroot?: boolean;
  /** What snapshots hold beyond their size, as on a node whose written disks were snapshotted. MiB. */
  heldMib: number;
}

interface DiskPayload {
  uuid: string;
  size?: number;
  pci_slot?: string;
  boot?: boolean;
  image_uuid?: string;
  block_size?: number;
  dangerous_allow_shrink?: boolean;
}

interface UpdatePayload {
  add_disks?: DiskPayload[];
  update_disks?: DiskPayload[];
  remove_disks?: string[];
  indestructible_zoneroot?: boolean;
}

const IMAGE_MIB = 10240;

/** A compute node reduced to what VMAPI sees of one: VMs with disks inside a budget. Doing a thing again is success. */
export class SimulatedNode {
  readonly vms = new Map<string, NodeVm>();
  /** The largest Σ of disk sizes that any VM ever had, by VM. */
  readonly peakMib = new Map<string, number>();

  create(payload: Record<string, unknown>): NodeVm {
    const { uuid, ram, flexible_disk_size } = payload as { uuid: string; ram: number; flexible_disk_size?: number };
    const vm = this.vms.get(uuid) ?? { uuid, state: 'stopped', ram, disks: [], snapshots: [], heldMib: 0 };
    if (flexible_disk_size) Object.assign(vm, { flexible_disk_size });
    this.vms.set(uuid, vm);
    for (const disk of payload.disks as DiskPayload[]) this.#add(vm, disk);
    vm.state = payload.autoboot === false ? 'stopped' : 'running';
    return vm;
  }

  update(uuid: string, { add_disks = [], update_disks = [], remove_disks = [], ...rest }: UpdatePayload): NodeVm {
    const vm = this.get(uuid);
    if (rest.indestructible_zoneroot !== undefined) vm.indestructible_zoneroot = rest.indestructible_zoneroot;
    for (const disk of add_disks) this.#add(vm, disk);
    for (const { uuid: diskUuid, size = 0 } of update_disks) {
      const disk = vm.disks.find((candidate) => candidate.uuid === diskUuid);
      if (!disk) throw new Error(`no disk ${diskUuid}`);
      this.#demandRoom(vm, size - disk.size);
      disk.size = size;
    }
    vm.disks = vm.disks.filter((disk) => !remove_disks.includes(disk.uuid));
    this.#watch(vm);
    return vm;
  }

  power(uuid: string, state: string): NodeVm {
    const vm = this.get(uuid);
    vm.state = state;
    return vm;
  }

  get(uuid: string): NodeVm {
    const vm = this.vms.get(uuid);
    if (!vm) throw new Error(`VM ${uuid} not found`);
    return vm;
  }

  /** `vmadm get`. */
  report(vm: NodeVm): Record<string, unknown> {
    const { heldMib, ...shown } = vm;
    return {
      ...structuredClone(shown),
      ...(vm.flexible_disk_size ? { free_space: this.#roomOf(vm) + vm.heldMib, allocatable: this.#roomOf(vm) } : {}),
    };
  }

  #add(vm: NodeVm, { uuid, size, pci_slot, boot, image_uuid, block_size }: DiskPayload): void {
    if (vm.disks.some((disk) => disk.uuid === uuid)) return;
    const sizeMib = size ?? IMAGE_MIB;
    this.#demandRoom(vm, sizeMib);
    vm.disks.push({
      uuid,
      size: sizeMib,
      boot: boot ?? false,
      pci_slot: pci_slot ?? assignPciSlots([...vm.disks, {}]).at(-1) ?? '',
      path: `/dev/zvol/rdsk/zones/${vm.uuid}/disk${vm.disks.length}`,
      ...(image_uuid ? { image_uuid } : {}),
      ...(block_size ? { block_size } : {}),
    });
    this.#watch(vm);
  }

  #roomOf(vm: NodeVm): number {
    const used = vm.disks.reduce((total, { size, snapshot_size = 0 }) => total + size + snapshot_size, 0);
    return Math.max(0, (vm.flexible_disk_size ?? 0) - used - vm.heldMib);
  }

  #demandRoom(vm: NodeVm, growthMib: number): void {
    if (vm.flexible_disk_size && growthMib > this.#roomOf(vm)) throw new Error('out of space');
  }

  #watch(vm: NodeVm): void {
    const total = vm.disks.reduce((sum, { size }) => sum + size, 0);
    this.peakMib.set(vm.uuid, Math.max(total, this.peakMib.get(vm.uuid) ?? 0));
  }
}
