import { type Kysely, sql, type Transaction } from '@triton/database/kysely';
import type { Failure, JobState } from '@triton/workflow/job-state';
import type { Abandoned, Claim, Journal, Lease, Parked } from '@triton/workflow/journal';
import type { JobRow, VmapiTables } from '../tables';
import { settleFailure } from '../vms/settle-failure';
import { revocation } from '../vms/disk-table';
import type { VmJob } from '../workflows/vm-job';

type Db = Kysely<VmapiTables>;

const leaseEnd = (leaseMs: number) => sql<Date>`now() + make_interval(secs => ${leaseMs / 1000})`;

/** The journal of VMAPI's jobs: rows of `vmapi.jobs`. What each method has to mean stands in `Journal`. */
export class JobJournal implements Journal<VmJob> {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  async claim({ jobUuid, token, leaseMs }: Lease): Promise<Claim<VmJob>> {
    const free = sql<boolean>`(lease_expires_at IS NULL OR lease_expires_at < now())`;
    const row = await this.#db
      .updateTable('vmapi.jobs')
      .set({
        wakes: sql<number>`wakes + 1`,
        execution: 'running',
        started_at: sql<Date>`coalesce(started_at, now())`,
        lease_holder: sql<string>`CASE WHEN ${free} THEN ${token} ELSE lease_holder END`,
        lease_expires_at: sql<Date>`CASE WHEN ${free} THEN ${leaseEnd(leaseMs)} ELSE lease_expires_at END`,
      })
      .where('uuid', '=', jobUuid)
      .where('finished_at', 'is', null)
      .where('stuck_reason', 'is', null)
      .returningAll()
      .executeTakeFirst();
    if (!row) return { outcome: await this.#endOf(jobUuid) };
    return row.lease_holder === token ? claimed(row) : { outcome: 'held' };
  }

  async renew({ jobUuid, token, leaseMs }: Lease): Promise<boolean> {
    const { numUpdatedRows } = await this.#mine({ jobUuid, token })
      .set({ lease_expires_at: leaseEnd(leaseMs) })
      .executeTakeFirst();
    return numUpdatedRows === 1n;
  }

  async save({ jobUuid, token, leaseMs }: Lease, state: JobState): Promise<number | undefined> {
    const row = await this.#mine({ jobUuid, token })
      .set({ journal: JSON.stringify(state), lease_expires_at: leaseEnd(leaseMs) })
      .returning('wakes')
      .executeTakeFirst();
    return row?.wakes;
  }

  async park(
    { jobUuid, token, leaseMs }: Lease,
    state: JobState,
    { seenWakes, lookAgainMs }: { seenWakes: number; lookAgainMs: number },
  ): Promise<Parked> {
    const unseen = sql<boolean>`wakes <> ${seenWakes}`;
    const row = await this.#mine({ jobUuid, token })
      .set({
        journal: JSON.stringify(state),
        lease_holder: sql<string | null>`CASE WHEN ${unseen} THEN lease_holder END`,
        lease_expires_at: sql<Date | null>`CASE WHEN ${unseen} THEN ${leaseEnd(leaseMs)} END`,
        look_again_at: sql<Date>`now() + make_interval(secs => ${lookAgainMs / 1000})`,
      })
      .returning(['wakes', 'lease_holder'])
      .executeTakeFirst();
    if (!row) return 'lost';
    return row.lease_holder === null ? 'parked' : { woken: row.wakes };
  }

  /** One statement: an end that goes well is what nearly every job comes to. */
  async succeed({ jobUuid, token }: Lease, state: JobState): Promise<boolean> {
    const { rows } = await sql`
      WITH ended AS (
        UPDATE vmapi.jobs
        SET execution = 'succeeded', journal = ${JSON.stringify(state)}, finished_at = now(),
            lease_holder = NULL, lease_expires_at = NULL
        WHERE uuid = ${jobUuid} AND lease_holder = ${token} AND finished_at IS NULL
        RETURNING uuid
      ), ${revocation(sql`(SELECT uuid FROM ended)`)}
      SELECT uuid FROM ended`.execute(this.#db);
    return rows.length === 1;
  }

  /** The end of the job and what it means for its VM are one transaction. */
  fail({ jobUuid, token }: Lease, state: JobState, { reason }: Failure): Promise<boolean> {
    return this.#db.transaction().execute(async (trx) => {
      const job = await this.#mine({ jobUuid, token }, trx)
        .set({
          execution: 'failed',
          reason,
          journal: JSON.stringify(state),
          finished_at: sql<Date>`now()`,
          lease_holder: null,
          lease_expires_at: null,
        })
        .where('finished_at', 'is', null)
        .returningAll()
        .executeTakeFirst();
      if (!job) return false;
      await settleFailure(trx, job);
      return true;
    });
  }

  async markStuck({ jobUuid, token }: Lease, state: JobState, reason: string): Promise<boolean> {
    const { numUpdatedRows } = await this.#mine({ jobUuid, token })
      .set({
        journal: JSON.stringify(state),
        stuck_reason: reason,
        lease_holder: null,
        lease_expires_at: null,
      })
      .executeTakeFirst();
    return numUpdatedRows === 1n;
  }

  async takeAbandoned(limit: number, quietMs: number): Promise<Abandoned[]> {
    // Materialised, or PostgreSQL may run the limited, locking part once for each row it meets.
    const { rows } = await sql<Abandoned>`
      WITH abandoned AS MATERIALIZED (
        SELECT uuid FROM vmapi.jobs
        WHERE finished_at IS NULL AND stuck_reason IS NULL AND look_again_at <= now()
          AND (lease_expires_at IS NULL OR lease_expires_at < now())
        ORDER BY look_again_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
      )
      UPDATE vmapi.jobs SET look_again_at = now() + make_interval(secs => ${quietMs / 1000})
      FROM abandoned WHERE jobs.uuid = abandoned.uuid RETURNING jobs.uuid AS "jobUuid", jobs.wakes`.execute(this.#db);
    return rows;
  }

  /**
   * Lets go of all that runs of this process hold: whoever sweeps next brings the jobs to another. A run that is still
   * stuck in a step may finish that, like the run of a process that was frozen; it finds itself without the job.
   */
  async handOver(holder: string): Promise<number> {
    const { rows } = await sql`
      UPDATE vmapi.jobs SET lease_holder = NULL, lease_expires_at = NULL, look_again_at = now()
      WHERE finished_at IS NULL AND starts_with(lease_holder, ${`${holder}/`}) RETURNING uuid`.execute(this.#db);
    return rows.length;
  }

  #mine({ jobUuid, token }: Pick<Lease, 'jobUuid' | 'token'>, db: Db | Transaction<VmapiTables> = this.#db) {
    return db.updateTable('vmapi.jobs').where('uuid', '=', jobUuid).where('lease_holder', '=', token);
  }

  async #endOf(jobUuid: string): Promise<'succeeded' | 'failed' | 'stuck' | 'missing'> {
    const row = await this.#db
      .selectFrom('vmapi.jobs')
      .select(['execution', 'stuck_reason'])
      .where('uuid', '=', jobUuid)
      .executeTakeFirst();
    if (!row) return 'missing';
    return row.execution === 'succeeded' || row.execution === 'failed' ? row.execution : 'stuck';
  }
}

function claimed(row: JobRow): Claim<VmJob> {
  const { server_uuid, payload } = row.params as { server_uuid: string; payload: Record<string, unknown> };
  return {
    outcome: 'claimed',
    workflow: { name: row.workflow, version: row.workflow_version },
    job: { jobUuid: row.uuid, vmUuid: row.vm_uuid, serverUuid: server_uuid, ownerUuid: row.owner_uuid, payload },
    state: row.journal as JobState,
    startedAt: row.started_at ?? row.created_at,
    wakes: row.wakes,
    reqId: row.req_id,
  };
}
