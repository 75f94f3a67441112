/** What a flexible disk instance has left, in MiB. Never negative. */
export interface Space {
  /** RFD 154, "Keeping track of space": flexible_disk_size − DISK_SIZE − DISK_SNAP, operations under way included. */
  freeSpaceMib: number;
  /** What a new or grown disk can really have now. Admission uses this one. */
  allocatableMib: number;
}

export interface SpaceOfDisk {
  /** What the budget is charged: the larger of what the disk has and what an unfinished operation may give it. */
  chargedMib: number;
  /** What the compute node says the disk has; 0 while it is only promised. */
  nodeSizeMib: number;
  /** `usedbysnapshots`, not rounded. */
  snapshotsMib: number;
}

export interface SpaceFacts {
  /** What the VM has now. */
  flexibleSizeMib: number;
  /** The least that an accepted resize may leave the VM with. Growth counts when it is there, not before. */
  promisedFlexibleMib?: number | undefined;
  /** What snapshots that were accepted and are not made yet will hold. */
  heldMib?: number | undefined;
  disks: readonly SpaceOfDisk[];
  /**
   * What the compute node says is free (the RFD's formula, on exact bytes) and can be allocated, in the state that
   * `nodeSizeMib` describes. Absent before its first report.
   */
  node?: { freeSpaceMib: number; allocatableMib: number };
}

/**
 * Two numbers, because the RFD's formula is not what ZFS enforces once a snapshot exists: a snapshot of a volume with a
 * reservation needs min(unique bytes, refreservation) at once, while `usedbysnapshots` is still 0. What the node says of
 * either is less by every growth that is promised but not yet done there.
 */
export function measureSpace(facts: SpaceFacts): Space {
  const { flexibleSizeMib, promisedFlexibleMib = flexibleSizeMib, heldMib = 0, disks, node } = facts;
  const charged = sum(disks, ({ chargedMib }) => chargedMib);
  const snapshots = sum(disks, ({ snapshotsMib }) => snapshotsMib);
  const shrinkMib = Math.max(0, flexibleSizeMib - promisedFlexibleMib);
  if (!node) {
    const leftMib = flexibleSizeMib - shrinkMib - charged - snapshots;
    return { freeSpaceMib: whole(leftMib), allocatableMib: whole(leftMib - heldMib) };
  }
  const promised = shrinkMib + sum(disks, ({ chargedMib, nodeSizeMib }) => Math.max(0, chargedMib - nodeSizeMib));
  const freeSpaceMib = whole(node.freeSpaceMib - promised);
  return { freeSpaceMib, allocatableMib: Math.min(freeSpaceMib, whole(node.allocatableMib - promised - heldMib)) };
}

function whole(mib: number): number {
  return Math.max(0, Math.floor(mib));
}

function sum(disks: readonly SpaceOfDisk[], of: (disk: SpaceOfDisk) => number): number {
  return disks.reduce((total, disk) => total + of(disk), 0);
}
