import type { Context } from '../context';
import type { TaskRow } from '../tables';
import { waitFor } from '../wait-for';
import { findTask } from './find-task';

/** The task once it has ended, or as it stands after `timeoutMs`. */
export function waitForTask(context: Context, id: string, timeoutMs: number, abort: AbortSignal): Promise<TaskRow> {
  const { db, signals } = context;
  const done = ({ status }: TaskRow): boolean => status !== 'active';
  return waitFor({ signals, id, look: () => findTask(db, id), done, timeoutMs, abort });
}
