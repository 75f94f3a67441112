import type { CnapiClient } from '@triton/clients/cnapi-client';
import type { JobRun } from '@triton/queue/queue-names';
import type { Task } from '@triton/schemas/task';
import type { Context } from '../context';

/** A task that CNAPI is being asked for. */
export interface TaskAhead {
  id: string;
  /** Undefined when it could not be read. */
  task: Promise<Task | undefined>;
}

/**
 * Asks for the task that has woken a job while the job is still being claimed: whoever runs it asks for that first. What
 * the queue says is only a hint: `readTask` takes nothing from it that it would not have asked for itself.
 */
export function readAhead(cnapi: CnapiClient, { id, req_id }: NonNullable<JobRun['task']>): TaskAhead {
  return {
    id,
    task: cnapi
      .forRequest(req_id)
      .getTask(id)
      .catch(() => undefined),
  };
}

/** The task as it stands now; an end that was read ahead still stands. */
export async function readTask({ cnapi, ended }: Pick<Context, 'cnapi' | 'ended'>, id: string): Promise<Task> {
  const ahead = ended?.id === id ? await ended.task : undefined;
  return ahead && ahead.status !== 'active' ? ahead : cnapi.getTask(id);
}
