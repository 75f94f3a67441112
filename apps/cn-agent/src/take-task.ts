import { RemoteError } from '@triton/http-client/remote-error';
import type { Task } from '@triton/schemas/task';
import type { Context } from './context';
import { untilDone } from './until-done';

/** Answers that no repeating changes: unknown or deleted, another node's, taken back. */
const FINAL = new Set([403, 404, 409]);

/**
 * Takes the task at CNAPI, which from then on cannot take it back, and answers its record: what comes by the queue is only
 * an id, and the queue is not to be trusted with more. Undefined: there is nothing to be done.
 */
export async function takeTask({ cnapi, config, closing, log }: Context, id: string): Promise<Task | undefined> {
  try {
    const task = await untilDone(() => cnapi.startTask(id), {
      signal: closing,
      giveUp: isFinal,
      onFailure: (err, attempt) => log.warn({ err, task_id: id, attempt }, 'could not take a task'),
    });
    if (task.status !== 'active') return undefined;
    if (task.server_uuid === config.serverUuid) return task;
    log.error({ task_id: id, server_uuid: task.server_uuid }, 'the task of another server is in our queue');
  } catch (err) {
    if (!isFinal(err)) throw err;
    log.info({ err, task_id: id }, 'the task is not to be done');
  }
  return undefined;
}

function isFinal(err: unknown): boolean {
  return err instanceof RemoteError && FINAL.has(err.status);
}
