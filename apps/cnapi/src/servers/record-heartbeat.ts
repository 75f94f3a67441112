import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import { sql } from '@triton/database/kysely';
import type { Context } from '../context';

/** One small update: every node sends this every few seconds. A server that is not known must register first. */
export async function recordHeartbeat({ db }: Pick<Context, 'db'>, uuid: string): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('cnapi.heartbeats')
    .set({ last_heartbeat: sql<Date>`now()` })
    .where('server_uuid', '=', uuid)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new ResourceNotFoundError(`Server ${uuid} not found`);
}
