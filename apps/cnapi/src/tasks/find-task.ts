import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import type { Kysely } from '@triton/database/kysely';
import type { CnapiTables, TaskRow } from '../tables';

export async function findTask(db: Kysely<CnapiTables>, id: string): Promise<TaskRow> {
  const row = await db.selectFrom('cnapi.tasks').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw new ResourceNotFoundError(`Task ${id} not found`);
  return row;
}
