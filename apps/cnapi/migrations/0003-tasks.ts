import { type Kysely, sql } from '@triton/database/kysely';

/**
 * Commands to compute nodes and what became of them. An active row is itself the promise that the node will hear of it:
 * whatever the queue forgets, the sweeper finds here (`queued_at`).
 */
export const tasks = {
  name: '0003-tasks',
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`
      CREATE TABLE cnapi.tasks (
        id uuid PRIMARY KEY,
        server_uuid uuid NOT NULL,
        vm_uuid uuid,
        task text NOT NULL,
        params jsonb NOT NULL,
        epoch integer NOT NULL,
        ticket_uuid uuid,
        waiter uuid,
        idempotency_key text UNIQUE,
        req_id text NOT NULL,
        status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'complete', 'failure', 'canceled')),
        event jsonb,
        created_at timestamptz NOT NULL DEFAULT now(),
        queued_at timestamptz NOT NULL DEFAULT now(),
        started_at timestamptz,
        finished_at timestamptz,
        CHECK ((status = 'active') = (finished_at IS NULL)),
        CHECK ((status IN ('complete', 'failure')) = (event IS NOT NULL)),
        CHECK (status <> 'canceled' OR started_at IS NULL)
      )`.execute(db);
    await sql`CREATE INDEX tasks_active ON cnapi.tasks (queued_at) WHERE status = 'active'`.execute(db);
    await sql`CREATE INDEX tasks_holding_a_line ON cnapi.tasks (server_uuid, vm_uuid)
      WHERE status = 'active' AND ticket_uuid IS NOT NULL`.execute(db);
    await sql`CREATE INDEX tasks_by_ticket ON cnapi.tasks (ticket_uuid) WHERE status = 'active'`.execute(db);
    await sql`CREATE INDEX tasks_ended ON cnapi.tasks (finished_at) WHERE status <> 'active'`.execute(db);
  },
};
