import { randomUUID } from 'node:crypto';
import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import { ServerNotRunningError } from '@triton/errors/server-not-running-error';
import { TicketNotActiveError } from '@triton/errors/ticket-not-active-error';
import { sql, type Transaction } from '@triton/database/kysely';
import type { Context } from '../context';
import { lockLine } from '../tickets/lock-line';
import type { CnapiTables } from '../tables';
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
  const { made, id } = await context.db.transaction().execute(async (trx) => {
    // A ticket can end at any moment; under the lock of its line it cannot end between the look and the record.
    if (wish.ticketUuid) await lockLine(trx, { server_uuid: wish.serverUuid, scope: 'vm', id: wish.vmUuid });
    const facts = await factsFor(trx, wish, context.config.heartbeatLifetimeMs);
    if (facts.same_key) {
      refuseOtherCommand(wish, facts.same_key);
      return { made: false, id: facts.same_key.id };
    }
    const epoch = refuseOrEpoch(wish, facts);
    const made = await insert(trx, wish, epoch);
    if (made) return { made: true, id: made };
    // Only a key can be taken.
    return { made: false, id: await findByKey(trx, { ...wish, key: wish.key ?? '' }) };
  });
  if (made) sendTask(context, { id, server_uuid: wish.serverUuid });
  return { id };
}

interface Facts {
  known: boolean;
  running: boolean;
  ticket_status: string | null;
  ticket_epoch: number | null;
  vm_epoch: number | null;
  same_key: RecordedCommand | null;
}

async function factsFor(trx: Transaction<CnapiTables>, wish: TaskWish, lifetimeMs: number): Promise<Facts> {
  const { serverUuid, vmUuid } = wish;
  const { rows } = await sql<Facts>`
    select server.uuid is not null as known,
      coalesce(heartbeat.last_heartbeat > now() - make_interval(secs => ${lifetimeMs / 1000}), false) as running,
      ticket.status as ticket_status, ticket.epoch as ticket_epoch, turn.epoch as vm_epoch,
      case when same.id is not null then json_build_object(
        'id', same.id, 'server_uuid', same.server_uuid, 'vm_uuid', same.vm_uuid, 'task', same.task) end as same_key
    from (values (1)) as one
      left join cnapi.servers as server on server.uuid = ${serverUuid}
      left join cnapi.heartbeats as heartbeat on heartbeat.server_uuid = server.uuid
      left join cnapi.tickets as ticket on ticket.uuid = ${wish.ticketUuid ?? null}::uuid
        and ticket.server_uuid = ${serverUuid} and ticket.scope = 'vm' and ticket.id = ${vmUuid}::text
      left join cnapi.vm_epochs as turn on turn.vm_uuid = ${vmUuid}::uuid
      left join cnapi.tasks as same on same.idempotency_key = ${wish.key ?? null}`.execute(trx);
  return rows[0] as Facts;
}

function refuseOrEpoch({ serverUuid, ticketUuid }: TaskWish, facts: Facts): number {
  if (!facts.known) throw new ResourceNotFoundError(`Server ${serverUuid} not found`);
  if (!facts.running) throw new ServerNotRunningError(`Server ${serverUuid} is not running`);
  if (!ticketUuid) return facts.vm_epoch ?? 0;
  if (facts.ticket_status === 'active' && facts.ticket_epoch !== null) return facts.ticket_epoch;
  throw new TicketNotActiveError(`Ticket ${ticketUuid} is ${facts.ticket_status ?? 'not a ticket of this VM'}`);
}

/** Undefined when a task with that key was made meanwhile. */
async function insert(trx: Transaction<CnapiTables>, wish: TaskWish, epoch: number): Promise<string | undefined> {
  const row = await trx
    .insertInto('cnapi.tasks')
    .values({
      id: randomUUID(),
      server_uuid: wish.serverUuid,
      vm_uuid: wish.vmUuid,
      task: wish.task,
      params: JSON.stringify(wish.params),
      epoch,
      ticket_uuid: wish.ticketUuid ?? null,
      waiter: wish.waiter ?? null,
      idempotency_key: wish.key ?? null,
      req_id: wish.reqId,
    })
    .onConflict((conflict) => conflict.column('idempotency_key').doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}
