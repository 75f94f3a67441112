import { headroomBytes } from '../headroom';
import type { VmDatasets } from '../vm-datasets';
import type { VmadmErrorCode } from '../vmadm-error';
import type { Action, UpdateAction } from './random-actions';
import { IMAGE_MIB } from './simulated-node';

const MIB = 1024 * 1024;
const MOST_DISKS = 8;

interface ModelDisk {
  /** MiB. */
  size: number;
  /** The function on device 4 of PCI bus 0. */
  slot: number;
  boot?: boolean;
}

/** The space of a VM after a change. */
interface Wanted {
  disks: Map<number, ModelDisk>;
  budget: number;
  quota: number;
}

/**
 * The rules of RFD 154, as short as they can be said. A disk is known by its number. What guests write is not modelled: what
 * snapshots hold is looked up in ZFS, and the rules are applied to it.
 */
export class VmModel {
  disks = new Map<number, ModelDisk>([[0, { size: IMAGE_MIB, slot: 0, boot: true }]]);
  /** MiB. */
  budget = 20_480;
  /** GiB. */
  quota = 1;
  running = false;
  /** Oldest first: the sizes at the time, by disk. */
  snapshots: { name: string; sizes: Map<number, number> }[] = [];

  /** The disk that is meant; undefined when there are none. */
  numberOf(which: number): number | undefined {
    return [...this.disks.keys()].sort((a, b) => a - b)[which % this.disks.size];
  }

  get total(): number {
    return sum([...this.disks.values()].map(({ size }) => size));
  }

  /** The code of the refusal, or undefined after the change. `unsure`: ZFS may refuse, too. */
  apply(action: Action, facts: VmDatasets): VmadmErrorCode | 'unsure' | undefined {
    switch (action.act) {
      case 'start':
        if (this.running) return 'AlreadyRunning';
        this.running = true;
        return undefined;
      case 'stop':
        if (!this.running) return 'NotRunning';
        this.running = false;
        return undefined;
      case 'recreate':
        Object.assign(this, new VmModel());
        return undefined;
      case 'reprovision': {
        const boot = this.disks.get(0);
        if (!boot?.boot || boot.size < IMAGE_MIB) return 'InvalidArgument';
        this.#forgetSnapshotsOf(0);
        return undefined;
      }
      case 'write':
        return undefined;
      case 'snapshot':
        return this.#snapshot(action.name, facts);
      case 'forget': {
        const at = this.#indexOf(action.name);
        if (at < 0) return 'SnapshotNotFound';
        this.snapshots.splice(at, 1);
        return undefined;
      }
      case 'roll back':
        return this.#rollBack(action.name, facts);
      case 'update':
        return this.#update(action, facts);
    }
  }

  /** What ZFS would take for a snapshot: all that was written since the last one, as far as it is reserved. */
  #snapshot(name: string, { root, volumes }: VmDatasets): VmadmErrorCode | 'unsure' | undefined {
    if (this.#indexOf(name) >= 0) return 'SnapshotAlreadyExists';
    const needed = sum(volumes.map(({ written, refreservation }) => Math.min(written, refreservation)));
    const headroom = root ? headroomBytes(root) : 0;
    // What the zone root itself needs is less than a MiB.
    if (needed <= headroom && needed + MIB > headroom) return 'unsure';
    if (needed > headroom) return 'InsufficientSpace';
    this.snapshots.push({ name, sizes: new Map([...this.disks].map(([n, { size }]) => [n, size])) });
    return undefined;
  }

  #rollBack(name: string, { root, volumes }: VmDatasets): VmadmErrorCode | 'unsure' | undefined {
    const at = this.#indexOf(name);
    const snapshot = this.snapshots[at];
    if (!snapshot) return 'SnapshotNotFound';
    const disks = new Map(
      [...this.disks].map(([n, disk]) => [n, { ...disk, size: snapshot.sizes.get(n) ?? disk.size }]),
    );
    const then = sum([...disks.values()].map(({ size }) => size));
    if (then > Math.max(this.budget, this.total)) return 'InsufficientSpace';
    // ZFS wants room for all of the disk that the snapshot does not have, even to throw it away.
    const needed = sum(volumes.map(({ refreservation }) => refreservation));
    if (needed > (root ? headroomBytes(root) : 0)) return 'unsure';
    this.disks = disks;
    this.snapshots.length = at + 1;
    this.running = true;
    return undefined;
  }

  #update(action: UpdateAction, facts: VmDatasets): VmadmErrorCode | undefined {
    const { resize, add, remove } = action;
    const removed = new Set(remove.flatMap((which) => this.numberOf(which) ?? []));
    if (this.running && (add.length > 0 || removed.size > 0)) return 'VmNotStopped';
    const disks = new Map([...this.disks].map(([n, disk]) => [n, { ...disk }]));
    for (const { which, size, allowed } of resize) {
      const disk = disks.get(this.numberOf(which) ?? NaN);
      if (!disk) continue;
      if (size < disk.size && !allowed) return 'InvalidArgument';
      if (size < disk.size && this.running) return 'VmNotStopped';
      disk.size = size;
    }
    if (resize.some(({ which }) => removed.has(this.numberOf(which) ?? NaN))) return 'InvalidArgument';
    for (const size of add) {
      // Numbers and places of disks that go with the same payload are taken until it is done.
      if (disks.size === MOST_DISKS) return 'InvalidArgument';
      const slots = new Set([...disks.values()].map(({ slot }) => slot));
      disks.set(lowestFree(new Set(disks.keys())), { size, slot: lowestFree(slots) });
    }
    for (const n of removed) disks.delete(n);
    const wanted = { disks, budget: action.budget ?? this.budget, quota: action.quota ?? this.quota };
    if (!this.#fits(wanted, facts)) return 'InsufficientSpace';
    Object.assign(this, wanted);
    for (const n of removed) this.#forgetSnapshotsOf(n);
    return undefined;
  }

  /** RFD 154: Σ sizes and snapshots within the budget; and ZFS must have the room, which snapshots may have taken. */
  #fits({ disks, budget, quota }: Wanted, { root, volumes }: VmDatasets): boolean {
    const sizeOf = (n: number): number => disks.get(n)?.size ?? 0;
    const total = sum([...disks.keys()].map(sizeOf));
    const lowered = budget < this.budget || quota < this.quota;
    if (total <= this.total && !lowered) return true;
    const kept = volumes.filter(({ dataset }) => disks.has(numberOfDataset(dataset)));
    const gone = volumes.filter(({ dataset }) => !disks.has(numberOfDataset(dataset)));
    const snapshots = sum(kept.map(({ usedBySnapshots }) => usedBySnapshots));
    if (total * MIB + snapshots > budget * MIB) return false;
    const keptTotal = sum(kept.map(({ volsize }) => volsize));
    const given = sum(gone.map(({ volsize, used, refreservation }) => volsize + used - refreservation));
    return total * MIB - keptTotal - given <= (root ? headroomBytes(root) : 0) + (budget - this.budget) * MIB;
  }

  #forgetSnapshotsOf(n: number): void {
    for (const { sizes } of this.snapshots) sizes.delete(n);
  }

  #indexOf(name: string): number {
    return this.snapshots.findIndex((snapshot) => snapshot.name === name);
  }
}

export function numberOfDataset(dataset: string): number {
  return Number(/\d+$/.exec(dataset)?.[0]);
}

function lowestFree(taken: ReadonlySet<number>): number {
  let n = 0;
  while (taken.has(n)) n++;
  return n;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
