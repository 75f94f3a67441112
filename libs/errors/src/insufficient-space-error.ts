import { TritonError } from './triton-error';

export interface SpaceShortage {
  /** What the operation needs beyond what the disk has now. */
  requestedMib: number;
  /** RFD 154: flexible_disk_size − Σ volsize − Σ usedbysnapshots, floored. */
  freeSpaceMib: number;
  /** What ZFS would really accept; less than free space once written disks have snapshots. */
  allocatableMib: number;
}

/** RFD 154: there is not sufficient `free_space` to create the disk or grow it to the given size. */
export class InsufficientSpaceError extends TritonError {
  override name = 'InsufficientSpaceError';
  readonly code = 'InsufficientSpace';
  readonly status = 409;

  constructor(readonly shortage: SpaceShortage) {
    super(sentence(shortage));
  }

  override facts(): Record<string, unknown> {
    const { requestedMib, freeSpaceMib, allocatableMib } = this.shortage;
    return { requested: requestedMib, free_space: freeSpaceMib, allocatable: allocatableMib };
  }
}

function sentence({ requestedMib, freeSpaceMib, allocatableMib }: SpaceShortage): string {
  const need = `${requestedMib} MiB more is needed but only ${allocatableMib} MiB can be allocated`;
  return allocatableMib < freeSpaceMib
    ? `${need} (${freeSpaceMib} MiB is free, part of it is held for the snapshots of written disks)`
    : need;
}
