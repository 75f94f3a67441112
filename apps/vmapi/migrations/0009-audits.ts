import { type Kysely, sql } from '@triton/database/kysely';

/** What audits found: the findings of the last one, and when there was one. */
export const audits = {
  name: '0009-audits',
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`
      CREATE TABLE vmapi.audits (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        ended_at timestamptz NOT NULL DEFAULT now(),
        failures jsonb NOT NULL DEFAULT '[]'
      )`.execute(db);
    await sql`
      CREATE TABLE vmapi.audit_findings (
        rule text NOT NULL,
        subject text NOT NULL,
        vm_uuid uuid,
        server_uuid uuid,
        cause text NOT NULL CHECK (cause IN ('operator', 'rollback', 'crash', 'lost-node', 'stuck-job')),
        evidence jsonb NOT NULL,
        healed boolean NOT NULL,
        first_seen timestamptz NOT NULL DEFAULT now(),
        last_seen timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (rule, subject)
      )`.execute(db);
  },
};
