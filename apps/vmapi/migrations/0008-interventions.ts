import { type Kysely, sql } from '@triton/database/kysely';

/** What operators decide about a VM's jobs is part of its history, too. */
export const interventions = {
  name: '0008-interventions',
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`ALTER TABLE vmapi.vm_history DROP CONSTRAINT vm_history_cause_check`.execute(db);
    await sql`ALTER TABLE vmapi.vm_history ADD CONSTRAINT vm_history_cause_check
      CHECK (cause IN ('operator', 'rollback', 'crash', 'intervention'))`.execute(db);
    await sql`CREATE INDEX jobs_stuck ON vmapi.jobs (created_at) WHERE stuck_reason IS NOT NULL AND finished_at IS NULL`.execute(
      db,
    );
  },
};
