import { randomUUID } from 'node:crypto';
import { sql } from '@triton/database/kysely';
import type { Context } from '../context';
import { endTask } from './end-task';
import { findByKey } from './find-by-key';

export interface Command {
  serverUuid: string;
  vmUuid: string;
  task: string;
  key: string;
  reqId: string;
}

/**
 * Takes a command back by its key, for whoever does not know whether it arrived. One that has not is recorded as canceled:
 * should it still come, it finds that record and does nothing. Either way the key has one task for good.
 */
export async function cancelCommand(context: Context, command: Command): Promise<{ id: string; canceled: boolean }> {
  const id = (await recordCanceled(context, command)) ?? (await findByKey(context.db, command));
  const { status } = await endTask(context, id, { status: 'canceled' });
  return { id, canceled: status === 'canceled' };
}

/** Undefined when the key has a task. One that is just being recorded is waited for. */
async function recordCanceled({ db }: Context, command: Command): Promise<string | undefined> {
  const { serverUuid, vmUuid, task, key, reqId } = command;
  const row = await db
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
  return row?.id;
}
