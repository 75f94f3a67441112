import { type Kysely, sql } from '@triton/database/kysely';

/** Answers kept for `Idempotency-Key`: the same request asked again gets the same answer and does nothing. */
export const answers = {
  name: '0004-answers',
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`
      CREATE TABLE vmapi.answers (
        owner_uuid uuid NOT NULL,
        key text NOT NULL,
        request_sha256 text NOT NULL,
        answer jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (owner_uuid, key)
      )`.execute(db);
    await sql`CREATE INDEX answers_by_age ON vmapi.answers (created_at)`.execute(db);
  },
};
