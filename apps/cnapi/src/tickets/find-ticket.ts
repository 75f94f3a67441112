import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import type { Kysely } from '@triton/database/kysely';
import type { CnapiTables, TicketRow } from '../tables';

export async function findTicket(db: Kysely<CnapiTables>, uuid: string): Promise<TicketRow> {
  const row = await db.selectFrom('cnapi.tickets').selectAll().where('uuid', '=', uuid).executeTakeFirst();
  if (!row) throw new ResourceNotFoundError(`Ticket ${uuid} not found`);
  return row;
}
