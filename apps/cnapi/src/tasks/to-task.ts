import type { Task } from '@triton/schemas/task';
import type { TaskRow } from '../tables';

export function toTask(row: TaskRow): Task {
  const { id, server_uuid, vm_uuid, task, params, epoch, status, req_id } = row;
  return {
    id,
    server_uuid,
    ...(vm_uuid === null ? {} : { vm_uuid }),
    task,
    params,
    epoch,
    status,
    started: row.started_at !== null,
    req_id,
    timestamp: row.created_at.toISOString(),
    history: historyOf(row),
  };
}

/** One entry after success; after failure the error comes first, as clients of the shipped CNAPI read it. The VM, if any, is always in the last. */
function historyOf({ status, event, finished_at }: TaskRow): Task['history'] {
  if (event === null || finished_at === null) return [];
  const timestamp = finished_at.toISOString();
  if (status === 'complete') return [{ name: 'finish', timestamp, event }];
  return [
    { name: 'error', timestamp, event },
    { name: 'finish', timestamp, event: event.vm === undefined ? {} : { vm: event.vm } },
  ];
}
