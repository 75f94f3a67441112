import { type Kysely, sql } from '@triton/database/kysely';

/**
 * The order in which the jobs of a VM were admitted. The number is taken with the VM's row locked; `created_at` is when
 * the transaction began, which another may have overtaken.
 */
export const jobOrder = {
  name: '0007-job-order',
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`ALTER TABLE vmapi.jobs ADD COLUMN seq bigint GENERATED ALWAYS AS IDENTITY`.execute(db);
    await sql`CREATE INDEX jobs_unfinished_by_vm ON vmapi.jobs (vm_uuid, seq) WHERE finished_at IS NULL`.execute(db);
  },
};
