import { type Kysely, sql } from '@triton/database/kysely';
import type { ZoneLook } from './zone-look';

/** A job as it stands in the end. */
export interface FinalJob {
  uuid: string;
  vmUuid: string;
  task: string;
  subtask: string | null;
  diskUuid: string | null;
  /** What vmadm was told. */
  payload: { add_disks?: { uuid: string; size: number }[]; update_disks?: { uuid: string; size: number }[] } | null;
  execution: string;
  reason: string | null;
  stuckReason: string | null;
  /** Milliseconds since 1970. */
  createdMs: number;
  finishedMs: number | null;
}

/** What a compute node was told to do for a job. */
export interface FinalTask {
  jobUuid: string;
  status: string;
  epoch: number;
}

export interface SizedDisk {
  uuid: string;
  sizeMib: number;
}

/** A machine as ledger, VMAPI's answer and ZFS tell of it. */
export interface FinalMachine {
  vmUuid: string;
  /** Before the load began. */
  before: { disks: SizedDisk[] };
  ledger: (SizedDisk & { state: string })[];
  record: SizedDisk[];
  zone: ZoneLook | undefined;
}

export interface FinalFacts {
  jobs: FinalJob[];
  tasks: FinalTask[];
  machines: FinalMachine[];
  /** Tickets that still have or want a line; tasks that have not ended. */
  leftTickets: number;
  leftTasks: number;
}

export async function readJobs(db: Kysely<unknown>, since: Date): Promise<FinalJob[]> {
  const { rows } = await sql<FinalJob>`
    select uuid::text, vm_uuid::text as "vmUuid", task, params->>'subtask' as subtask, disk_uuid::text as "diskUuid",
      params->'payload' as payload, execution, reason, stuck_reason as "stuckReason",
      (extract(epoch from created_at) * 1000)::float8 as "createdMs",
      (extract(epoch from finished_at) * 1000)::float8 as "finishedMs"
    from vmapi.jobs where created_at > ${since} order by seq`.execute(db);
  return rows;
}

export async function readTasks(db: Kysely<unknown>, since: Date): Promise<FinalTask[]> {
  const { rows } = await sql<FinalTask>`
    select idempotency_key as "jobUuid", status, epoch from cnapi.tasks
    where created_at > ${since} and idempotency_key is not null`.execute(db);
  return rows;
}

export async function readLedger(db: Kysely<unknown>): Promise<(SizedDisk & { vmUuid: string; state: string })[]> {
  const { rows } = await sql<SizedDisk & { vmUuid: string; state: string }>`
    select uuid::text, vm_uuid::text as "vmUuid", size as "sizeMib", state from vmapi.disks`.execute(db);
  return rows;
}

export async function countLeft(db: Kysely<unknown>): Promise<Pick<FinalFacts, 'leftTickets' | 'leftTasks'>> {
  const { rows } = await sql<{ leftTickets: number; leftTasks: number }>`
    select (select count(*)::int from cnapi.tickets where status in ('queued', 'active')) as "leftTickets",
           (select count(*)::int from cnapi.tasks where status = 'active' and task <> 'machine_load') as "leftTasks"`.execute(
    db,
  );
  return rows[0] ?? { leftTickets: 0, leftTasks: 0 };
}
