import { sql } from '@triton/database/kysely';
import type { NumberedMigration } from '@triton/database/migrate';

export const accounts: NumberedMigration = {
  name: '0001-accounts',
  async up(db) {
    await sql`
      create table catalog.accounts (
        uuid uuid primary key,
        login text not null unique check (length(login) between 1 and 64),
        email text not null,
        company_name text,
        first_name text,
        last_name text,
        triton_cns_enabled boolean not null default false,
        approved_for_provisioning boolean not null default true,
        disabled boolean not null default false,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      )`.execute(db);
    await sql`
      create table catalog.keys (
        account_uuid uuid not null references catalog.accounts on delete cascade,
        name text not null check (length(name) between 1 and 64),
        fingerprint text not null check (fingerprint ~ '^([0-9a-f]{2}:){15}[0-9a-f]{2}$'),
        fingerprint_sha256 text not null,
        openssh text not null,
        created_at timestamptz not null default now(),
        primary key (account_uuid, name),
        unique (account_uuid, fingerprint)
      )`.execute(db);
  },
};
