import { type Kysely, sql } from '@triton/database/kysely';

/**
 * What unfinished jobs have been promised of a VM beside its disks, by job: a new flexible size, the hold of a snapshot, a
 * name to go back to. It is part of the VM's row because whoever decides on the VM's space has that row locked anyway.
 * The indexes are for deleting what is old.
 */
export const promises = {
  name: '0006-promises',
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`ALTER TABLE vmapi.vms ADD COLUMN promises jsonb NOT NULL DEFAULT '{}'
      CHECK (jsonb_typeof(promises) = 'object')`.execute(db);
    await sql`CREATE INDEX jobs_by_end ON vmapi.jobs (finished_at) WHERE finished_at IS NOT NULL`.execute(db);
    await sql`CREATE INDEX vm_history_by_age ON vmapi.vm_history (at)`.execute(db);
  },
};
