import { sql, type Transaction } from '@triton/database/kysely';
import type { CnapiTables, TicketRow } from '../tables';
import type { Line } from './lock-line';

/**
 * Gives the line to the first who waits, if nobody has it. Needs the line's lock. A ticket that was released while its
 * task was still under way keeps the line until that task has ended: two tasks never change one VM at a time.
 *
 * A turn at a VM is a new epoch. The node refuses commands of earlier ones, so whoever lost its turn can do no harm.
 */
export async function activateNext(trx: Transaction<CnapiTables>, line: Line): Promise<TicketRow | undefined> {
  const { server_uuid, scope, id } = line;
  const vmUuid = scope === 'vm' ? id : null;
  const inLine = sql`server_uuid = ${server_uuid} and scope = ${scope} and id = ${id}`;
  const { rows } = await sql<TicketRow>`
    with next as (
      select uuid from cnapi.tickets
      where ${inLine} and status = 'queued' and expires_at > now()
        and not exists (select from cnapi.tickets where ${inLine} and status = 'active')
        and not exists (
          select from cnapi.tasks
          where server_uuid = ${server_uuid} and vm_uuid = ${vmUuid}::uuid and ticket_uuid is not null and status = 'active'
        )
      order by seq limit 1
    ), turn as (
      insert into cnapi.vm_epochs as epochs (vm_uuid, epoch)
      select ${vmUuid}::uuid, 1 from next where ${vmUuid}::uuid is not null
      on conflict (vm_uuid) do update set epoch = epochs.epoch + 1
      returning epoch
    )
    update cnapi.tickets as tickets
    set status = 'active', epoch = coalesce((select epoch from turn), 0), updated_at = now()
    from next where tickets.uuid = next.uuid
    returning tickets.*`.execute(trx);
  return rows[0];
}
