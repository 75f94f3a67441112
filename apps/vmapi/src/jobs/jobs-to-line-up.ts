import { type Kysely, sql } from '@triton/database/kysely';
import type { VmapiTables } from '../tables';

/**
 * Unfinished jobs of the same VM that were admitted before this one and may not have a ticket yet, oldest first. The second
 * step of every workflow waits for the ticket, so whoever has come that far has one.
 */
export async function jobsToLineUp(db: Kysely<VmapiTables>, jobUuid: string): Promise<string[]> {
  const { rows } = await sql<{ uuid: string }>`
    select older.uuid
    from vmapi.jobs as mine join vmapi.jobs as older on older.vm_uuid = mine.vm_uuid and older.seq < mine.seq
    where mine.uuid = ${jobUuid} and older.finished_at is null and older.stuck_reason is null
      and jsonb_array_length(coalesce(older.journal -> 'steps', '[]')) < 2
    order by older.seq`.execute(db);
  return rows.map(({ uuid }) => uuid);
}
