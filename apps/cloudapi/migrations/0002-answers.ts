import { sql } from '@triton/database/kysely';
import type { NumberedMigration } from '@triton/database/migrate';

export const answers: NumberedMigration = {
  name: '0002-answers',
  async up(db) {
    // Without an answer: the request was begun, and prepared is what was made of it. Not jsonb, which changes the order of
    // keys: asked again, VMAPI must find the very same text.
    await sql`
      create table cloudapi.answers (
        account_uuid uuid not null,
        key text not null,
        request_sha256 bytea not null check (length(request_sha256) = 32),
        prepared json,
        answer json,
        created_at timestamptz not null default now(),
        primary key (account_uuid, key)
      )`.execute(db);
    await sql`create index answers_by_age on cloudapi.answers (created_at)`.execute(db);
  },
};
