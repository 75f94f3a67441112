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
  snapshots: { name: string; created_at: string; size: number }[];
  indestructible_zoneroot?: boolean;
  /** What snapshots hold beyond their size, as on a node whose written disks were snapshotted. MiB. */
  heldMib: number;
  /** What guests have written since the last snapshot, MiB: a snapshot will hold as much. */
  writtenMib?: number;
  /** Disks as they were, by name of snapshot. */
  before?: Map<string, NodeDisk[]>;
  alias?: string;
  billing_id?: string;
  vcpus?: number;
  cpu_cap?: number;
  tags?: Record<string, unknown>;
  customer_metadata?: Record<string, unknown>;
  internal_metadata?: Record<string, unknown>;
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
  flexible_disk_size?: number;
  [property: string]: unknown;
}

const KINDS = ['tags', 'customer_metadata', 'internal_metadata'] as const;
const PROPERTIES = ['indestructible_zoneroot', 'alias', 'billing_id', 'ram', 'vcpus', 'cpu_cap'] as const;

const IMAGE_MIB = 10240;

/** A compute node reduced to what VMAPI sees of one: VMs with disks inside a budget. Doing a thing again is success. */
export class SimulatedNode {
  readonly vms = new Map<string, NodeVm>();
  /** The largest Σ of disk sizes that any VM ever had, by VM. */
  readonly peakMib = new Map<string, number>();

  create(payload: Record<string, unknown>): NodeVm {
    const { uuid, ram, flexible_disk_size } = payload as { uuid: string; ram: number; flexible_disk_size?: number };
    const vm: NodeVm = this.vms.get(uuid) ?? { uuid, state: 'stopped', ram, disks: [], snapshots: [], heldMib: 0 };
    for (const name of [...PROPERTIES, ...KINDS]) {
      if (payload[name] !== undefined) Object.assign(vm, { [name]: structuredClone(payload[name]) });
    }
    if (flexible_disk_size) Object.assign(vm, { flexible_disk_size });
    this.vms.set(uuid, vm);
    for (const disk of payload.disks as DiskPayload[]) this.#add(vm, disk);
    vm.state = payload.autoboot === false ? 'stopped' : 'running';
    return vm;
  }

  update(uuid: string, { add_disks = [], update_disks = [], remove_disks = [], ...rest }: UpdatePayload): NodeVm {
    const vm = this.get(uuid);
    this.#resize(vm, rest.flexible_disk_size);
    for (const name of PROPERTIES) if (rest[name] !== undefined) Object.assign(vm, { [name]: rest[name] });
    for (const kind of KINDS) vm[kind] = changedMetadata(vm[kind] ?? {}, rest, kind);
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

  snapshot(uuid: string, name: string): NodeVm {
    const vm = this.get(uuid);
    if (vm.snapshots.some((snapshot) => snapshot.name === name)) return vm;
    this.#demandRoom(vm, this.holdOf(uuid));
    vm.heldMib += this.holdOf(uuid);
    vm.writtenMib = 0;
    vm.snapshots = [{ name, created_at: new Date().toISOString(), size: 0 }, ...vm.snapshots];
    vm.before = new Map([...(vm.before ?? []), [name, structuredClone(vm.disks)]]);
    return vm;
  }

  rollback(uuid: string, name: string): NodeVm {
    const vm = this.get(uuid);
    const before = vm.before?.get(name);
    if (!before) throw new Error(`no snapshot named ${name}`);
    const disks = vm.disks.map((disk) => ({
      ...disk,
      size: before.find((d) => d.uuid === disk.uuid)?.size ?? disk.size,
    }));
    const total = disks.reduce((sum, { size }) => sum + size, 0);
    if (total > (vm.flexible_disk_size ?? 0)) throw new Error('with the sizes of the snapshot the disks do not fit');
    vm.disks = disks;
    vm.state = 'running';
    return vm;
  }

  deleteSnapshot(uuid: string, name: string): NodeVm {
    const vm = this.get(uuid);
    vm.snapshots = vm.snapshots.filter((snapshot) => snapshot.name !== name);
    if (vm.snapshots.length === 0) vm.heldMib = 0;
    return vm;
  }

  reprovision(uuid: string, { image_uuid }: { image_uuid?: unknown }): NodeVm {
    const vm = this.get(uuid);
    for (const disk of vm.disks) if (disk.boot) disk.image_uuid = String(image_uuid);
    return vm;
  }

  /** MiB that a snapshot of the VM would hold now. */
  holdOf(uuid: string): number {
    return this.get(uuid).writtenMib ?? 0;
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
    const { heldMib, writtenMib, before, ...shown } = vm;
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

  #resize(vm: NodeVm, flexibleMib: number | undefined): void {
    if (flexibleMib === undefined) return;
    const used = vm.disks.reduce((total, { size, snapshot_size = 0 }) => total + size + snapshot_size, 0) + vm.heldMib;
    if (used > flexibleMib) throw new Error('disks and snapshots need more');
    vm.flexible_disk_size = flexibleMib;
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

function changedMetadata(
  now: Record<string, unknown>,
  payload: Record<string, unknown>,
  kind: string,
): Record<string, unknown> {
  const given = {
    ...((payload[kind] as object | undefined) ?? now),
    ...(payload[`set_${kind}`] as object | undefined),
  };
  const removed = (payload[`remove_${kind}`] ?? []) as string[];
  return Object.fromEntries(Object.entries(given).filter(([key]) => !removed.includes(key)));
}
