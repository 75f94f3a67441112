import type { Job } from '@triton/schemas/job';
import type { JobState, StepRecord } from '@triton/workflow/job-state';
import type { JobRow } from '../tables';

/** A job as `GET /jobs` shows it; `chain_results` are the steps begun, in order. */
export function toJob(row: JobRow): Job {
  const { steps = [], unwinding } = row.journal as JobState;
  const reason = row.reason ?? unwinding?.reason;
  return {
    uuid: row.uuid,
    name: `${row.workflow}-${row.workflow_version}`,
    execution: row.execution,
    vm_uuid: row.vm_uuid,
    params: {
      ...row.params,
      task: row.task,
      vm_uuid: row.vm_uuid,
      owner_uuid: row.owner_uuid,
      target: `/${row.task}-${row.vm_uuid}`,
      'x-request-id': row.req_id,
    },
    ...(row.disk_uuid === null ? {} : { disk_uuid: row.disk_uuid }),
    ...(reason === undefined ? {} : { reason }),
    ...(row.stuck_reason === null ? {} : { stuck: true, stuck_reason: row.stuck_reason }),
    chain_results: steps.map(toChainResult),
    created_at: row.created_at.toISOString(),
    exec_after: row.created_at.toISOString(),
    ...(row.finished_at ? { finished_at: row.finished_at.toISOString() } : {}),
  };
}

function toChainResult({
  name,
  result,
  error,
  waiting,
  started_at,
  finished_at,
}: StepRecord): Job['chain_results'][number] {
  return {
    name,
    result: typeof result === 'string' ? result : finished_at ? 'OK' : (waiting ?? ''),
    error: error?.message ?? '',
    started_at,
    ...(finished_at ? { finished_at } : {}),
  };
}
