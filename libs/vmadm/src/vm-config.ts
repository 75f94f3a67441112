import type { Intent } from './intent';

/** A disk in the zone configuration. Its size is not here: the volume itself knows it. */
export interface ConfigDisk {
  path: string;
  uuid: string;
  boot?: boolean;
  model: string;
  media: string;
  pci_slot?: string;
  image_uuid?: string;
  /** MiB of the image the disk was cloned from. */
  image_size?: number;
  guest_block_size?: string;
  notrim?: boolean;
  /** The path was brought from outside: there is no volume of ours behind it. */
  nocreate?: boolean;
  /** MiB; a reservation set by an operator. It lasts until the space of the VM is next recalculated. */
  refreservation?: number;
}

/** Values as an operator or CNAPI gave them; the platform keeps them and shows them again. */
export type Metadata = Record<string, unknown>;

/** The zone configuration of a VM: one JSON file under the configuration directory. */
export interface VmConfig {
  uuid: string;
  brand: 'bhyve';
  zpool: string;
  owner_uuid: string;
  autoboot: boolean;
  /** `stopped`, `running`; `provisioning` until its disks are made. */
  state: 'provisioning' | 'stopped' | 'running';
  /** MiB. */
  ram: number;
  /** GiB: mirrors the refquota of the zone root (RFD 154). */
  quota: number;
  /** MiB; absent or 0: not a flexible disk instance. */
  flexible_disk_size?: number;
  disk_driver?: string;
  disks: ConfigDisk[];
  nics: Metadata[];
  resolvers: string[];
  tags: Metadata;
  customer_metadata: Metadata;
  internal_metadata: Metadata;
  create_timestamp: string;
  last_modified: string;
  boot_timestamp?: string;
  exit_timestamp?: string;
  indestructible_zoneroot?: boolean;
  /** Operations that have had their effect, newest last, so that one asked for again is not done again. */
  applied?: string[];
  /** When somebody else than the one who began it finished or undid a change. */
  settled_at?: string;
  /** When the disks last went back to a snapshot. */
  rolled_back_at?: string;
  /** The operation that is making a snapshot. */
  snapshotting?: string;
  /** A change that is not finished. Whoever meets it finishes it, or undoes it when ZFS refuses. */
  intent?: Intent;
  /** Everything else of the vmadm property table that needs no action here: alias, billing_id, vcpus, cpu_cap… */
  [property: string]: unknown;
}
