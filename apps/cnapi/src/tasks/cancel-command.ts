import { randomUUID } from 'node:crypto';
import { sql } from '@triton/database/kysely';
import type { Context } from '../context';
import { endTask } from './end-task';

export interface CommandName {
  serverUuid: string;
  vmUuid: string;
  /** `machine_update`… */
  task: string;
  /** The `Idempotency-Key` of the command. */
  key: string;
  reqId: string;
}

/**
 * Ends the command's task unless its node has taken it. Where there is none yet, a canceled one is recorded under the
 * key, so that the command, should it still be on its way, changes nothing.
 */
export async function cancelCommand(
  context: Context,
  { serverUuid, vmUuid, task, key, reqId }: CommandName,
): Promise<{ id: string; canceled: boolean }> {
  const recorded = await context.db
    .insertInto('cnapi.tasks')
    .values({
      id: randomUUID(),
      server_uuid: serverUuid,
      vm_uuid: vmUuid,
      task,
      params: '{}',
      epoch: 0,
      idempotency_key: key,
      req_id: reqId,
      status: 'canceled',
      finished_at: sql<Date>`now()`,
    })
    .onConflict((conflict) => conflict.column('idempotency_key').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (recorded) return { id: recorded.id, canceled: true };
  const known = await context.db
    .selectFrom('cnapi.tasks')
    .select('id')
    .where('idempotency_key', '=', key)
    .executeTakeFirstOrThrow();
  const { status } = await endTask(context, known.id, { status: 'canceled' });
  return { id: known.id, canceled: status === 'canceled' };
}
