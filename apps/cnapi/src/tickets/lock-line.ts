import { sql, type Transaction } from '@triton/database/kysely';
import type { CnapiTables } from '../tables';

/** Those who want to change one thing on one server, in order. Of scope `vm`, `id` is the VM's uuid. */
export interface Line {
  server_uuid: string;
  scope: string;
  id: string;
}

/**
 * Makes this transaction the only one that changes the line, its tickets and the tasks under them, until it ends. It is
 * the first lock of every such transaction, so that they cannot wait for each other in a circle; what is read after it
 * is what the one before has left.
 */
export async function lockLine(trx: Transaction<CnapiTables>, line: Line): Promise<void> {
  await sql`select cnapi.lock_line(${line.server_uuid}::uuid, ${line.scope}, ${line.id})`.execute(trx);
}
