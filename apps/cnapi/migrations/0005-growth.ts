import { type Kysely, sql } from '@triton/database/kysely';

/** Space promised to VMs that are there already and are about to grow. A report of the VM does not settle such a promise. */
export const growth = {
  name: '0005-growth',
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`ALTER TABLE cnapi.allocations ADD COLUMN growth boolean NOT NULL DEFAULT false`.execute(db);
    await sql`ALTER TABLE cnapi.allocations DROP CONSTRAINT allocations_pkey`.execute(db);
    await sql`ALTER TABLE cnapi.allocations ADD PRIMARY KEY (vm_uuid, growth)`.execute(db);
  },
};
