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
  flexibleSizeMib: number;
  disks: readonly SpaceOfDisk[];
  /**
   * What the compute node can still allocate by its own account, in the state that `nodeSizeMib` describes. Absent: the
   * node was not asked, which is right as long as no disk has a snapshot.
   */
  nodeAllocatableMib?: number;
}

/**
 * Two numbers, because the RFD's formula is not what ZFS enforces once a snapshot exists: a snapshot of a volume with a
 * reservation needs min(unique bytes, refreservation) at once, while `usedbysnapshots` is still 0. What the node can
 * allocate is less by every growth that is promised but not yet done there.
 */
export function measureSpace({ flexibleSizeMib, disks, nodeAllocatableMib }: SpaceFacts): Space {
  const charged = sum(disks, ({ chargedMib }) => chargedMib);
  const snapshots = sum(disks, ({ snapshotsMib }) => snapshotsMib);
  const freeSpaceMib = Math.max(0, Math.floor(flexibleSizeMib - charged - snapshots));
  if (nodeAllocatableMib === undefined) return { freeSpaceMib, allocatableMib: freeSpaceMib };
  const promised = sum(disks, ({ chargedMib, nodeSizeMib }) => Math.max(0, chargedMib - nodeSizeMib));
  const onNode = Math.max(0, Math.floor(nodeAllocatableMib - promised));
  return { freeSpaceMib, allocatableMib: Math.min(freeSpaceMib, onNode) };
}

function sum(disks: readonly SpaceOfDisk[], of: (disk: SpaceOfDisk) => number): number {
  return disks.reduce((total, disk) => total + of(disk), 0);
}
