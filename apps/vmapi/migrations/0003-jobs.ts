import { type Kysely, sql } from '@triton/database/kysely';

/**
 * Jobs and their journal. An unfinished row is itself the promise that its operation will end: whatever the queue
 * forgets, the sweeper finds here (`look_again_at`).
 */
export const jobs = {
  name: '0003-jobs',
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`
      CREATE TABLE vmapi.jobs (
        uuid uuid PRIMARY KEY,
        workflow text NOT NULL,
        workflow_version text NOT NULL,
        vm_uuid uuid NOT NULL REFERENCES vmapi.vms,
        disk_uuid uuid,
        owner_uuid uuid NOT NULL,
        task text NOT NULL,
        params jsonb NOT NULL,
        req_id text NOT NULL,
        execution text NOT NULL DEFAULT 'queued' CHECK (execution IN ('queued', 'running', 'succeeded', 'failed')),
        reason text,
        stuck_reason text,
        journal jsonb NOT NULL,
        wakes integer NOT NULL DEFAULT 0,
        lease_holder text,
        lease_expires_at timestamptz,
        look_again_at timestamptz NOT NULL DEFAULT now(),
        created_at timestamptz NOT NULL DEFAULT now(),
        started_at timestamptz,
        finished_at timestamptz,
        CHECK ((execution IN ('succeeded', 'failed')) = (finished_at IS NOT NULL)),
        CHECK (reason IS NULL OR execution IN ('failed', 'running'))
      )`.execute(db);
    await sql`CREATE INDEX jobs_unfinished ON vmapi.jobs (look_again_at) WHERE finished_at IS NULL`.execute(db);
    await sql`CREATE INDEX jobs_by_vm ON vmapi.jobs (vm_uuid, created_at DESC)`.execute(db);
  },
};
