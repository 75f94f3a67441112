/** A disk as `vmadm get` shows it. All sizes are MiB; `block_size` is bytes. */
export interface VmDisk {
  path: string;
  uuid: string;
  boot: boolean;
  model: string;
  media: string;
  pci_slot?: string;
  image_uuid?: string;
  image_size?: number;
  guest_block_size?: string;
  notrim?: boolean;
  nocreate?: boolean;
  zfs_filesystem?: string;
  zpool?: string;
  size?: number;
  /** Rounded up. */
  refreservation?: number;
  block_size?: number;
  compression?: string;
  /** What all snapshots of the disk use, rounded up; absent when there are none. */
  snapshot_size?: number;
  /** The path is not a known volume. */
  missing?: true;
}

export interface VmSnapshot {
  name: string;
  /** MiB, not rounded. */
  size: number;
  created_at: string;
}

/** A VM as `vmadm get` shows it. */
export interface Vm {
  uuid: string;
  zonename: string;
  brand: 'bhyve';
  alias?: string;
  owner_uuid: string;
  billing_id?: string;
  state: string;
  zone_state: string;
  zpool: string;
  zonepath: string;
  zfs_filesystem: string;
  autoboot: boolean;
  /** MiB. */
  ram: number;
  max_physical_memory: number;
  vcpus: number;
  cpu_cap?: number;
  /** GiB. */
  quota: number;
  /** MiB; absent: not a flexible disk instance. */
  flexible_disk_size?: number;
  /** MiB; flexible_disk_size − Σ sizes − Σ used by snapshots, rounded down. May be negative. Absent when not flexible. */
  free_space?: number;
  /** MiB; the largest disk that can really be added now. Absent when not flexible. */
  allocatable?: number;
  disks: VmDisk[];
  nics: Record<string, unknown>[];
  snapshots: VmSnapshot[];
  resolvers: string[];
  tags: Record<string, unknown>;
  customer_metadata: Record<string, unknown>;
  internal_metadata: Record<string, unknown>;
  create_timestamp: string;
  last_modified: string;
  [property: string]: unknown;
}
