import { type Kysely, sql } from '@triton/database/kysely';

/**
 * The lines of those who want to change one thing (server, scope, id), in the order of `seq`. That a line has one active
 * ticket at most is the table's own rule. A VM's epoch outlives its tickets: it counts the turns at the VM and only grows.
 */
export const tickets = {
  name: '0002-tickets',
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`
      CREATE TABLE cnapi.vm_epochs (
        vm_uuid uuid PRIMARY KEY,
        epoch integer NOT NULL CHECK (epoch > 0)
      )`.execute(db);
    await sql`
      CREATE TABLE cnapi.tickets (
        uuid uuid PRIMARY KEY,
        seq bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
        server_uuid uuid NOT NULL,
        scope text NOT NULL,
        id text NOT NULL,
        action text NOT NULL,
        key text,
        reqid text NOT NULL,
        status text NOT NULL DEFAULT 'queued' CHECK (status IN ('queued', 'active', 'finished', 'expired')),
        epoch integer NOT NULL DEFAULT 0,
        waiter uuid,
        extra jsonb NOT NULL DEFAULT '{}',
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        UNIQUE (server_uuid, scope, id, key),
        CHECK (scope <> 'vm' OR status <> 'active' OR epoch > 0)
      )`.execute(db);
    await sql`CREATE UNIQUE INDEX tickets_one_active_a_line ON cnapi.tickets (server_uuid, scope, id)
      WHERE status = 'active'`.execute(db);
    await sql`CREATE INDEX tickets_in_line ON cnapi.tickets (server_uuid, scope, id, seq)
      WHERE status IN ('queued', 'active')`.execute(db);
    await sql`CREATE INDEX tickets_by_expiry ON cnapi.tickets (expires_at)
      WHERE status IN ('queued', 'active')`.execute(db);
    await sql`CREATE INDEX tickets_ended ON cnapi.tickets (updated_at)
      WHERE status IN ('finished', 'expired')`.execute(db);
  },
};
