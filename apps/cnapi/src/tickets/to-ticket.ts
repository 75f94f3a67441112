import type { Ticket } from '@triton/schemas/ticket';
import type { TicketRow } from '../tables';

export function toTicket(row: TicketRow): Ticket {
  const { uuid, server_uuid, scope, id, action, reqid, status, epoch, extra } = row;
  return {
    uuid,
    server_uuid,
    scope,
    id,
    action,
    reqid,
    status,
    epoch,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    expires_at: row.expires_at.toISOString(),
    extra,
  };
}
