import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import type { Kysely } from '@triton/database/kysely';
import type { CnapiTables } from '../tables';
import { type ServerRow, serverSummaries } from './server-rows';

export async function findServer(db: Kysely<CnapiTables>, uuid: string, lifetimeMs: number): Promise<ServerRow> {
  const row = await serverSummaries(db, lifetimeMs)
    .select(['server.vms', 'server.diskinfo', 'server.meminfo'])
    .where('server.uuid', '=', uuid)
    .executeTakeFirst();
  if (!row) throw new ResourceNotFoundError(`Server ${uuid} not found`);
  return row;
}
