import { sql } from '@triton/database/kysely';
import type { NumberedMigration } from '@triton/database/migrate';

export const contacts: NumberedMigration = {
  name: '0004-contacts',
  async up(db) {
    await sql`
      alter table catalog.accounts
        add column address text,
        add column postal_code text,
        add column city text,
        add column state text,
        add column country text,
        add column phone text,
        -- May act on any account.
        add column operator boolean not null default false`.execute(db);
  },
};
