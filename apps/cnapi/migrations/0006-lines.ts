import { type Kysely, sql } from '@triton/database/kysely';

/**
 * The moves of a line, each one call and so one journey to the database. A line is made for one at a time by its lock, and
 * every statement of these functions sees what the one who had the lock before has left (PostgreSQL: a VOLATILE function
 * of a READ COMMITTED transaction takes a new snapshot for each of its statements).
 */
export const lines = {
  name: '0006-lines',
  async up(db: Kysely<unknown>): Promise<void> {
    // The first lock of every transaction that changes a line, so that they cannot wait for each other in a circle.
    await sql`
      CREATE FUNCTION cnapi.lock_line(line_server uuid, line_scope text, line_id text) RETURNS void
      LANGUAGE sql VOLATILE AS $$
        SELECT pg_advisory_xact_lock(hashtextextended('cnapi.line ' || line_server || ' ' || line_scope || ' ' || line_id, 0))
      $$`.execute(db);
    await sql`
      CREATE FUNCTION cnapi.activate_next(line_server uuid, line_scope text, line_id text) RETURNS SETOF cnapi.tickets
      LANGUAGE plpgsql VOLATILE AS $$
      DECLARE
        line_vm uuid := CASE WHEN line_scope = 'vm' THEN line_id::uuid END;
      BEGIN
        RETURN QUERY
        WITH next AS (
          SELECT uuid FROM cnapi.tickets
          WHERE server_uuid = line_server AND scope = line_scope AND id = line_id AND status = 'queued' AND expires_at > now()
            AND NOT EXISTS (
              SELECT FROM cnapi.tickets
              WHERE server_uuid = line_server AND scope = line_scope AND id = line_id AND status = 'active')
            AND NOT EXISTS (
              SELECT FROM cnapi.tasks
              WHERE server_uuid = line_server AND vm_uuid = line_vm AND ticket_uuid IS NOT NULL AND status = 'active')
          ORDER BY seq LIMIT 1
        ), turn AS (
          INSERT INTO cnapi.vm_epochs AS epochs (vm_uuid, epoch) SELECT line_vm, 1 FROM next WHERE line_vm IS NOT NULL
          ON CONFLICT (vm_uuid) DO UPDATE SET epoch = epochs.epoch + 1
          RETURNING epoch
        )
        UPDATE cnapi.tickets AS ticket
        SET status = 'active', epoch = coalesce((SELECT epoch FROM turn), 0), updated_at = now()
        FROM next WHERE ticket.uuid = next.uuid
        RETURNING ticket.*;
      END $$`.execute(db);
    await sql`
      CREATE FUNCTION cnapi.join_line(
        own_uuid uuid, line_server uuid, line_scope text, line_id text, own_action text, own_key text, own_waiter uuid,
        own_reqid text, own_extra jsonb, own_expires_at timestamptz
      ) RETURNS TABLE (its_ticket cnapi.tickets, is_new_turn boolean)
      LANGUAGE plpgsql VOLATILE AS $$
      DECLARE
        activated uuid;
      BEGIN
        PERFORM cnapi.lock_line(line_server, line_scope, line_id);
        IF NOT EXISTS (SELECT FROM cnapi.servers WHERE uuid = line_server) THEN RETURN; END IF;
        INSERT INTO cnapi.tickets (uuid, server_uuid, scope, id, action, key, waiter, reqid, extra, expires_at)
        VALUES (own_uuid, line_server, line_scope, line_id, own_action, own_key, own_waiter, own_reqid, own_extra, own_expires_at)
        ON CONFLICT (server_uuid, scope, id, key) DO NOTHING;
        SELECT uuid INTO activated FROM cnapi.activate_next(line_server, line_scope, line_id);
        RETURN QUERY
        SELECT tickets, tickets.uuid IS NOT DISTINCT FROM activated FROM cnapi.tickets
        WHERE server_uuid = line_server AND scope = line_scope AND id = line_id
          AND (status IN ('queued', 'active') OR key = own_key)
        ORDER BY seq;
      END $$`.execute(db);
    await sql`
      CREATE FUNCTION cnapi.leave_line(own_uuid uuid) RETURNS SETOF cnapi.tickets
      LANGUAGE plpgsql VOLATILE AS $$
      DECLARE
        line record;
      BEGIN
        SELECT server_uuid, scope, id INTO line FROM cnapi.tickets WHERE uuid = own_uuid;
        IF NOT FOUND THEN RETURN; END IF;
        PERFORM cnapi.lock_line(line.server_uuid, line.scope, line.id);
        RETURN QUERY
        UPDATE cnapi.tickets SET status = 'finished', updated_at = now()
        WHERE uuid = own_uuid AND status IN ('queued', 'active')
        RETURNING *;
        IF FOUND THEN
          RETURN QUERY SELECT * FROM cnapi.activate_next(line.server_uuid, line.scope, line.id);
        END IF;
      END $$`.execute(db);
  },
};
