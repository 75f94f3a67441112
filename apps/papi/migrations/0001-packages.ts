import { sql } from '@triton/database/kysely';
import type { NumberedMigration } from '@triton/database/migrate';

export const packages: NumberedMigration = {
  name: '0001-packages',
  async up(db) {
    // The generated columns are what lists filter by most; they cannot drift from the attributes. They are text, since
    // skip_validation may have stored anything.
    await sql`
      create table papi.packages (
        uuid uuid primary key,
        attributes jsonb not null check (jsonb_typeof(attributes) = 'object'),
        name text generated always as (attributes ->> 'name') stored,
        brand text generated always as (attributes ->> 'brand') stored,
        active text generated always as (attributes ->> 'active') stored,
        flexible_disk text generated always as (attributes ->> 'flexible_disk') stored,
        serial bigint generated always as identity,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      )`.execute(db);
    await sql`create index packages_name on papi.packages (name)`.execute(db);
    await sql`create index packages_serial on papi.packages (serial)`.execute(db);
    await sql`create index packages_owners on papi.packages using gin ((attributes -> 'owner_uuids'))`.execute(db);
  },
};
