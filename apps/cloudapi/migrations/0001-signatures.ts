import { sql } from '@triton/database/kysely';
import type { NumberedMigration } from '@triton/database/migrate';

export const signatures: NumberedMigration = {
  name: '0001-signatures',
  async up(db) {
    // Unlogged: what is lost by a crash of PostgreSQL is of the last minutes, and no change has to wait for the disk
    // twice. A clean stop loses nothing.
    await sql`
      create unlogged table cloudapi.signatures (
        digest bytea primary key check (length(digest) = 32),
        first_used_at timestamptz not null
      )`.execute(db);
    await sql`create index signatures_by_age on cloudapi.signatures (first_used_at)`.execute(db);
  },
};
