import { sql } from '@triton/database/kysely';
import type { Context } from './context';

/** Loads change nothing and are many: they are of interest for as long as somebody may look into a failed request. */
const KEEP_LOADS_HOURS = 1;

/** Deletes tasks and tickets that ended long ago. What has not ended stays, however old. */
export async function deleteOldRecords({ db, config: { keepDays } }: Context): Promise<void> {
  await sql`delete from cnapi.tasks where status <> 'active' and (
    finished_at < now() - make_interval(days => ${keepDays})
    or (task = 'machine_load' and finished_at < now() - make_interval(hours => ${KEEP_LOADS_HOURS})))`.execute(db);
  await sql`delete from cnapi.tickets where status in ('finished', 'expired')
    and updated_at < now() - make_interval(days => ${keepDays})
    and not exists (
      select from cnapi.tasks as task where task.ticket_uuid = tickets.uuid and task.status = 'active')`.execute(db);
  await sql`delete from cnapi.allocations where expires_at < now()`.execute(db);
}
