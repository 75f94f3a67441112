import type { Job } from '@triton/schemas/job';
import type { AuditRecord } from './audit-record';

/** A job that has ended, as the audit of its machine shows it; `undefined` while it goes on. */
export function toAuditRecord({ execution, finished_at, params }: Job): AuditRecord | undefined {
  if (finished_at === undefined) return undefined;
  // An update of several kinds says by its subtask which: create_disk, resize_disk, delete_disk.
  const action = params.subtask ?? params.task;
  return {
    success: execution === 'succeeded' ? 'yes' : 'no',
    time: finished_at,
    action: typeof action === 'string' ? action : 'unknown',
  };
}
