/** What ZFS holds of one VM. All sizes are bytes. */
export interface VmDatasets {
  /** `zones/<uuid>`; absent: there is none. */
  root?: RootState;
  /** Every volume below the root, whoever made it. */
  volumes: VolumeState[];
  /** Only when they were asked for; oldest first within a dataset. */
  snapshots: SnapshotState[];
}

export interface RootState {
  /** 0: no limit. */
  quota: number;
  reservation: number;
  refquota: number;
  refreservation: number;
  used: number;
  available: number;
}

export interface VolumeState {
  dataset: string;
  volsize: number;
  volblocksize: number;
  refreservation: number;
  used: number;
  usedBySnapshots: number;
  /** What was written since the latest snapshot; a further snapshot needs this much room outside the reservation. */
  written: number;
  compression: string;
}

export interface SnapshotState {
  dataset: string;
  /** What follows the `@`. */
  name: string;
  used: number;
  /** Of a volume: its size when the snapshot was made. */
  volsize: number;
  /** Seconds since the epoch. */
  createdAt: number;
}
