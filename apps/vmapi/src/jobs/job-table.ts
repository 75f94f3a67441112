import { type Kysely, sql, type Transaction } from '@triton/database/kysely';
import type { JobRow, VmapiTables } from '../tables';

export interface JobFilters {
  uuid?: string;
  vm_uuid?: string;
  owner_uuid?: string;
  task?: string;
  execution?: JobRow['execution'];
  /** They wait for an operator. */
  stuck?: boolean;
  limit?: number;
  offset?: number;
}

export function findJob(db: Kysely<VmapiTables> | Transaction<VmapiTables>, uuid: string): Promise<JobRow | undefined> {
  return db.selectFrom('vmapi.jobs').selectAll().where('uuid', '=', uuid).executeTakeFirst();
}

const isStuck = sql<boolean>`(stuck_reason IS NOT NULL AND finished_at IS NULL)`;

/** Newest first: shipped clients take the first element as the job they have just made. */
export function listJobs(db: Kysely<VmapiTables>, filters: JobFilters): Promise<JobRow[]> {
  let query = db.selectFrom('vmapi.jobs').selectAll();
  for (const column of ['uuid', 'vm_uuid', 'owner_uuid', 'task', 'execution'] as const) {
    const wanted = filters[column];
    if (wanted !== undefined) query = query.where(column, '=', wanted);
  }
  if (filters.stuck !== undefined) query = query.where(isStuck, '=', filters.stuck);
  return query
    .orderBy('created_at', 'desc')
    .orderBy('uuid')
    .limit(filters.limit ?? 1000)
    .offset(filters.offset ?? 0)
    .execute();
}

/** The VM's jobs that have not ended, oldest first. */
export function unfinishedJobs(db: Kysely<VmapiTables> | Transaction<VmapiTables>, vmUuid: string): Promise<JobRow[]> {
  return db
    .selectFrom('vmapi.jobs')
    .selectAll()
    .where('vm_uuid', '=', vmUuid)
    .where('finished_at', 'is', null)
    .orderBy('seq')
    .execute();
}
