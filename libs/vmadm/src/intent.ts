import type { VmConfig } from './vm-config';

/** What a volume is, as far as an unfinished change is concerned. Sizes are bytes. */
export interface VolumeSpec {
  volsize: number;
  volblocksize: number;
  /** Of a clone that is to be made: the snapshot it is made from. */
  origin?: string;
  compression?: string;
}

/** Before and after of one volume; no `from`: it is being created, no `to`: it is being removed. */
export interface VolumeChange {
  from?: VolumeSpec;
  to?: VolumeSpec;
}

/**
 * A change of a VM between its first and its last effect, written down before the first one. It holds both ends, so that
 * after a crash anybody can finish it, and after a refusal of ZFS anybody can undo it.
 */
export interface Intent {
  /** Set once ZFS has refused: from now on the change is being taken back. */
  undo?: true;
  /** The configuration before; null: there was no VM. */
  from: VmConfig | null;
  /** The configuration after; null: there will be no VM. */
  to: VmConfig | null;
  /** Only the volumes that change, by dataset. */
  volumes: Record<string, VolumeChange>;
  /** The VM snapshot that is being rolled back to (its name without `vmsnap-`). */
  rollback?: string;
  /** Volumes that are destroyed before they are made anew under the same name (reprovision). */
  replace?: string[];
  /** Set once they are destroyed: from now on they must be made, be it as they were. */
  replaced?: true;
}
