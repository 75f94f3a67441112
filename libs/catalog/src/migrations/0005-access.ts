import { sql } from '@triton/database/kysely';
import type { NumberedMigration } from '@triton/database/migrate';

export const access: NumberedMigration = {
  name: '0005-access',
  async up(db) {
    await sql`
      create table catalog.sub_users (
        uuid uuid primary key,
        account_uuid uuid not null references catalog.accounts on delete cascade,
        login text not null check (length(login) between 1 and 64),
        email text not null,
        password_hash text not null,
        company_name text,
        first_name text,
        last_name text,
        address text,
        postal_code text,
        city text,
        state text,
        country text,
        phone text,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        constraint sub_users_login_of_account unique (account_uuid, login),
        -- For the tables below, so that nothing of one account is ever tied to another's.
        unique (account_uuid, uuid)
      )`.execute(db);
    await sql`
      create table catalog.sub_user_keys (
        sub_user_uuid uuid not null references catalog.sub_users on delete cascade,
        name text not null check (length(name) between 1 and 64),
        fingerprint text not null check (fingerprint ~ '^([0-9a-f]{2}:){15}[0-9a-f]{2}$'),
        fingerprint_sha256 text not null,
        openssh text not null,
        created_at timestamptz not null default now(),
        primary key (sub_user_uuid, name),
        unique (sub_user_uuid, fingerprint)
      )`.execute(db);
    await sql`
      create table catalog.policies (
        uuid uuid primary key,
        account_uuid uuid not null references catalog.accounts on delete cascade,
        name text not null,
        description text,
        rules text[] not null check (cardinality(rules) > 0),
        constraint policies_name_of_account unique (account_uuid, name),
        unique (account_uuid, uuid)
      )`.execute(db);
    await sql`
      create table catalog.roles (
        uuid uuid primary key,
        account_uuid uuid not null references catalog.accounts on delete cascade,
        name text not null,
        constraint roles_name_of_account unique (account_uuid, name),
        unique (account_uuid, uuid)
      )`.execute(db);
    await sql`
      create table catalog.role_members (
        account_uuid uuid not null,
        role_uuid uuid not null,
        sub_user_uuid uuid not null,
        is_default boolean not null,
        primary key (role_uuid, sub_user_uuid),
        foreign key (account_uuid, role_uuid) references catalog.roles (account_uuid, uuid) on delete cascade,
        foreign key (account_uuid, sub_user_uuid) references catalog.sub_users (account_uuid, uuid) on delete cascade
      )`.execute(db);
    await sql`create index on catalog.role_members (sub_user_uuid)`.execute(db);
    await sql`
      create table catalog.role_policies (
        account_uuid uuid not null,
        role_uuid uuid not null,
        policy_uuid uuid not null,
        primary key (role_uuid, policy_uuid),
        foreign key (account_uuid, role_uuid) references catalog.roles (account_uuid, uuid) on delete cascade,
        foreign key (account_uuid, policy_uuid) references catalog.policies (account_uuid, uuid) on delete cascade
      )`.execute(db);
    await sql`create index on catalog.role_policies (policy_uuid)`.execute(db);
  },
};
