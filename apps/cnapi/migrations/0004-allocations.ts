import { type Kysely, sql } from '@triton/database/kysely';

/** Space promised to VMs that their server does not report yet. MiB. */
export const allocations = {
  name: '0004-allocations',
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`
      CREATE TABLE cnapi.allocations (
        vm_uuid uuid PRIMARY KEY,
        server_uuid uuid NOT NULL REFERENCES cnapi.servers ON DELETE CASCADE,
        disk bigint NOT NULL CHECK (disk >= 0),
        ram bigint NOT NULL CHECK (ram >= 0),
        cpu integer NOT NULL CHECK (cpu >= 0),
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL
      )`.execute(db);
    await sql`CREATE INDEX allocations_by_server ON cnapi.allocations (server_uuid, expires_at)`.execute(db);
  },
};
