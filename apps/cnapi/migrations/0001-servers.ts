import { type Kysely, sql } from '@triton/database/kysely';

/**
 * Compute nodes as they describe themselves. What placement needs of a report is worked out when the report comes and
 * kept in columns, so that choosing a server never reads a fleet's worth of JSON. A heartbeat has a row of its own:
 * it is written every few seconds and must not rewrite the wide one.
 */
export const servers = {
  name: '0001-servers',
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`
      CREATE TABLE cnapi.servers (
        uuid uuid PRIMARY KEY,
        hostname text NOT NULL,
        setup boolean NOT NULL DEFAULT true,
        reserved boolean NOT NULL DEFAULT false,
        headnode boolean NOT NULL DEFAULT false,
        comments text NOT NULL DEFAULT '',
        sysinfo jsonb NOT NULL,
        capabilities jsonb NOT NULL,
        vms jsonb NOT NULL DEFAULT '{}',
        diskinfo jsonb NOT NULL DEFAULT '{}',
        meminfo jsonb NOT NULL DEFAULT '{}',
        -- MiB, and hundredths of a core. Null until the first report: such a server takes no VM.
        unreserved_disk bigint,
        unreserved_ram bigint,
        unreserved_cpu integer,
        last_boot timestamptz,
        last_status timestamptz,
        created timestamptz NOT NULL DEFAULT now()
      )`.execute(db);
    await sql`
      CREATE TABLE cnapi.heartbeats (
        server_uuid uuid PRIMARY KEY REFERENCES cnapi.servers ON DELETE CASCADE,
        last_heartbeat timestamptz NOT NULL
      ) WITH (fillfactor = 50)`.execute(db);
  },
};
