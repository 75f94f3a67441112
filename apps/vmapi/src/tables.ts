import type { CatalogTables } from '@triton/catalog/catalog-tables';
import type {
  ColumnType,
  Generated,
  GeneratedAlways,
  Insertable,
  JSONColumnType,
  Selectable,
} from '@triton/database/kysely';
import type { Audit, AuditCause } from '@triton/schemas/audit-finding';
import type { DiskState } from '@triton/schemas/disk';
import type { Nic } from '@triton/schemas/nic';
import type { VmSnapshot } from '@triton/schemas/snapshot';
import type { Drift, HistoryCause } from '@triton/schemas/vm-history';

type Json<T extends object> = JSONColumnType<T, string | undefined, string>;
type Timestamp = ColumnType<Date, Date | string | undefined, Date | string>;
type MaybeTimestamp = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;

/** What one unfinished job has been promised of its VM, beside disks. Sizes are MiB. */
export interface VmPromise {
  /** The flexible size that the VM is to have. */
  flexible_disk_size?: number;
  /** What the snapshot that is being made will hold at once. */
  hold_mib?: number;
  /** Its name. */
  snapshot_name?: string;
  /** What the VM is called again should the job fail. */
  alias_before?: string;
}

export interface VmTable {
  uuid: string;
  owner_uuid: string;
  server_uuid: string | null;
  billing_id: string | null;
  brand: string;
  alias: string;
  state: string;
  zone_state: string | null;
  ram: number;
  vcpus: number | null;
  /** GiB; everything else here is MiB. */
  quota: Generated<number>;
  flexible_disk_size: number | null;
  node_free_space: number | null;
  node_allocatable: number | null;
  indestructible_zoneroot: Generated<boolean>;
  attributes: Json<Record<string, unknown>>;
  tags: Json<Record<string, unknown>>;
  customer_metadata: Json<Record<string, unknown>>;
  internal_metadata: Json<Record<string, unknown>>;
  nics: Json<Nic[]>;
  snapshots: Json<VmSnapshot[]>;
  reported_epoch: Generated<number>;
  observed: Generated<number>;
  /** By the uuid of the job. */
  promises: Json<Record<string, VmPromise>>;
  version: Generated<number>;
  create_timestamp: Timestamp;
  last_modified: Timestamp;
  destroyed: MaybeTimestamp;
}
export type VmRow = Selectable<VmTable>;
export type NewVm = Insertable<VmTable>;

/** What the compute node says of a disk and only it decides. */
export interface ReportedDisk {
  path?: string;
  refreservation?: number;
  zfs_filesystem?: string;
  model?: string;
  media?: string;
}

export interface DiskTable {
  uuid: string;
  vm_uuid: string;
  pci_slot: string;
  size: number;
  target_size: number | null;
  state: DiskState;
  job_uuid: string | null;
  boot: Generated<boolean>;
  image_uuid: string | null;
  block_size: number | null;
  snapshots_mib: Generated<number>;
  reported: Json<ReportedDisk>;
  created_at: Timestamp;
}
export type DiskRow = Selectable<DiskTable>;

export interface UsedDiskUuidTable {
  uuid: string;
  vm_uuid: string;
  first_used: Timestamp;
}

export interface JobTable {
  uuid: string;
  /** Jobs of one VM take their turns in this order. */
  seq: GeneratedAlways<number>;
  workflow: string;
  workflow_version: string;
  vm_uuid: string;
  disk_uuid: string | null;
  owner_uuid: string;
  task: string;
  params: Json<Record<string, unknown>>;
  req_id: string;
  execution: Generated<'queued' | 'running' | 'succeeded' | 'failed'>;
  reason: string | null;
  stuck_reason: string | null;
  journal: Json<object>;
  wakes: Generated<number>;
  lease_holder: string | null;
  lease_expires_at: MaybeTimestamp;
  look_again_at: Timestamp;
  created_at: Timestamp;
  started_at: MaybeTimestamp;
  finished_at: MaybeTimestamp;
}
export type JobRow = Selectable<JobTable>;

export interface VmHistoryTable {
  id: GeneratedAlways<number>;
  vm_uuid: string;
  at: Timestamp;
  cause: HistoryCause;
  changes: Json<Drift[]>;
  job_uuid: string | null;
}

export interface AuditTable {
  id: GeneratedAlways<number>;
  ended_at: Timestamp;
  failures: Json<Audit['failures']>;
}

export interface AuditFindingTable {
  rule: string;
  subject: string;
  vm_uuid: string | null;
  server_uuid: string | null;
  cause: AuditCause;
  evidence: Json<Record<string, unknown>>;
  healed: boolean;
  first_seen: Timestamp;
  last_seen: Timestamp;
}

export interface AnswerTable {
  owner_uuid: string;
  key: string;
  request_sha256: string;
  answer: Json<object>;
  created_at: Timestamp;
}

/** VMAPI's own tables, and the catalog's: one transaction may touch both (NICs of a new VM). */
export interface VmapiTables extends CatalogTables {
  'vmapi.vms': VmTable;
  'vmapi.disks': DiskTable;
  'vmapi.used_disk_uuids': UsedDiskUuidTable;
  'vmapi.jobs': JobTable;
  'vmapi.answers': AnswerTable;
  'vmapi.vm_history': VmHistoryTable;
  'vmapi.audits': AuditTable;
  'vmapi.audit_findings': AuditFindingTable;
}
