import type { Context } from '../context';

/**
 * Tells the node of its task, after the commit that made it. A queue that cannot be reached delays the task until the
 * sweep, and loses nothing: the record is the promise.
 */
export function sendTask({ nodes, log }: Context, task: { id: string; server_uuid: string }): void {
  nodes.send(task.server_uuid, task.id).catch((err: unknown) => {
    log.warn({ err, task_id: task.id, server_uuid: task.server_uuid }, 'could not queue a task');
  });
}
