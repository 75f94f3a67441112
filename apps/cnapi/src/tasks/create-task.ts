import { randomUUID } from 'node:crypto';
import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import { ServerNotRunningError } from '@triton/errors/server-not-running-error';
import { TicketNotActiveError } from '@triton/errors/ticket-not-active-error';
import { sql } from '@triton/database/kysely';
import type { Context } from '../context';
import { findByKey } from './find-by-key';
import { type RecordedCommand, refuseOtherCommand } from './refuse-other-command';
import { sendTask } from './send-task';

export interface TaskWish {
  serverUuid: string;
  vmUuid: string;
  /** `machine_update`… */
  task: string;
  params: Record<string, unknown>;
  /** The same key is the same task, whatever has become of it. */
  key: string | undefined;
  /** An active ticket of the VM, whose epoch the task gets. Without one it gets the VM's current epoch. */
  ticketUuid: string | undefined;
  /** The job to wake when the task has ended. */
  waiter: string | undefined;
  reqId: string;
}

/** Records a command to a node and sends it. Answers its id; the record is made once for a key. */
export async function createTask(context: Context, wish: TaskWish): Promise<{ id: string }> {
  const facts = await record(context, wish);
  const { made, same_key: same } = facts;
  if (made !== null) {
    sendTask(context, { id: made, server_uuid: wish.serverUuid });
    return { id: made };
  }
  if (same) {
    refuseOtherCommand(wish, same);
    return { id: same.id };
  }
  refuse(wish, facts);
  // Only a key can be taken, and by one who came at the same moment.
  return { id: await findByKey(context.db, { ...wish, key: wish.key ?? '' }) };
}

interface Facts {
  known: boolean;
  running: boolean;
  ticket_status: string | null;
  same_key: RecordedCommand | null;
  /** The new task. */
  made: string | null;
}

/**
 * Makes the record if all is as it must be, and says what there is. One statement, with the ticket's row locked: a ticket
 * can end at any moment, but not between the look and the record.
 */
async function record({ db, config }: Context, wish: TaskWish): Promise<Facts> {
  const { serverUuid, vmUuid } = wish;
  const { rows } = await sql<Facts>`
    with ticket as (
      select status, epoch from cnapi.tickets
      where uuid = ${wish.ticketUuid ?? null}::uuid and server_uuid = ${serverUuid} and scope = 'vm' and id = ${vmUuid}::text
      for share
    ), facts as (
      select server.uuid is not null as known,
        coalesce(heartbeat.last_heartbeat > now() - make_interval(secs => ${config.heartbeatLifetimeMs / 1000}), false) as running,
        (select status from ticket) as ticket_status,
        case when ${wish.ticketUuid ?? null}::uuid is null then coalesce(turn.epoch, 0)
          else (select epoch from ticket where status = 'active') end as epoch,
        case when same.id is not null then json_build_object(
          'id', same.id, 'server_uuid', same.server_uuid, 'vm_uuid', same.vm_uuid, 'task', same.task) end as same_key
      from (values (1)) as one
        left join cnapi.servers as server on server.uuid = ${serverUuid}
        left join cnapi.heartbeats as heartbeat on heartbeat.server_uuid = server.uuid
        left join cnapi.vm_epochs as turn on turn.vm_uuid = ${vmUuid}::uuid
        left join cnapi.tasks as same on same.idempotency_key = ${wish.key ?? null}
    ), made as (
      insert into cnapi.tasks
        (id, server_uuid, vm_uuid, task, params, epoch, ticket_uuid, waiter, idempotency_key, req_id)
      select ${randomUUID()}::uuid, ${serverUuid}::uuid, ${vmUuid}::uuid, ${wish.task}, ${JSON.stringify(wish.params)}::jsonb, epoch,
        ${wish.ticketUuid ?? null}::uuid, ${wish.waiter ?? null}::uuid, ${wish.key ?? null}, ${wish.reqId}
      from facts where known and running and epoch is not null and same_key is null
      on conflict (idempotency_key) do nothing
      returning id
    )
    select known, running, ticket_status, same_key, (select id from made) as made from facts`.execute(db);
  return rows[0] as Facts;
}

function refuse({ serverUuid, ticketUuid }: TaskWish, facts: Facts): void {
  if (!facts.known) throw new ResourceNotFoundError(`Server ${serverUuid} not found`);
  if (!facts.running) throw new ServerNotRunningError(`Server ${serverUuid} is not running`);
  if (!ticketUuid || facts.ticket_status === 'active') return;
  throw new TicketNotActiveError(`Ticket ${ticketUuid} is ${facts.ticket_status ?? 'not a ticket of this VM'}`);
}
