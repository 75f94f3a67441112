import type { ColumnType, Generated, GeneratedAlways, JSONColumnType, Selectable } from '@triton/database/kysely';
import type { Capabilities } from '@triton/schemas/server';
import type { TaskStatus } from '@triton/schemas/task';
import type { DiskInfo, MemoryInfo, ReportedVm, Sysinfo } from './servers/reports';

type Json<T extends object> = JSONColumnType<T, string | undefined, string>;
type MaybeJson<T extends object> = JSONColumnType<T | null, string | null | undefined, string | null>;
type Timestamp = ColumnType<Date, Date | string | undefined, Date | string>;
type MaybeTimestamp = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;

export interface ServerTable {
  uuid: string;
  hostname: string;
  setup: Generated<boolean>;
  reserved: Generated<boolean>;
  headnode: Generated<boolean>;
  comments: Generated<string>;
  sysinfo: Json<Sysinfo>;
  capabilities: Json<Capabilities>;
  vms: Json<Record<string, ReportedVm>>;
  diskinfo: Json<DiskInfo>;
  meminfo: Json<MemoryInfo>;
  unreserved_disk: number | null;
  unreserved_ram: number | null;
  unreserved_cpu: number | null;
  last_boot: MaybeTimestamp;
  last_status: MaybeTimestamp;
  created: Timestamp;
}

export interface HeartbeatTable {
  server_uuid: string;
  last_heartbeat: Timestamp;
}

export interface TicketTable {
  uuid: string;
  seq: GeneratedAlways<number>;
  server_uuid: string;
  scope: string;
  id: string;
  action: string;
  key: string | null;
  reqid: string;
  status: Generated<'queued' | 'active' | 'finished' | 'expired'>;
  epoch: Generated<number>;
  waiter: string | null;
  extra: Json<Record<string, unknown>>;
  created_at: Timestamp;
  updated_at: Timestamp;
  expires_at: Timestamp;
}
export type TicketRow = Selectable<TicketTable>;

export interface VmEpochTable {
  vm_uuid: string;
  epoch: number;
}

export interface TaskTable {
  id: string;
  server_uuid: string;
  vm_uuid: string | null;
  task: string;
  params: Json<Record<string, unknown>>;
  epoch: number;
  ticket_uuid: string | null;
  waiter: string | null;
  idempotency_key: string | null;
  req_id: string;
  status: Generated<TaskStatus>;
  event: MaybeJson<Record<string, unknown>>;
  created_at: Timestamp;
  queued_at: Timestamp;
  started_at: MaybeTimestamp;
  finished_at: MaybeTimestamp;
}
export type TaskRow = Selectable<TaskTable>;

export interface AllocationTable {
  vm_uuid: string;
  server_uuid: string;
  /** MiB, like `ram`; `cpu` is hundredths of a core. */
  disk: number;
  ram: number;
  cpu: number;
  created_at: Timestamp;
  expires_at: Timestamp;
  /** To a VM that is there and is about to grow. */
  growth: Generated<boolean>;
}

export interface CnapiTables {
  'cnapi.servers': ServerTable;
  'cnapi.heartbeats': HeartbeatTable;
  'cnapi.tickets': TicketTable;
  'cnapi.vm_epochs': VmEpochTable;
  'cnapi.tasks': TaskTable;
  'cnapi.allocations': AllocationTable;
}
