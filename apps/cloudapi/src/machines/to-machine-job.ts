import type { Job } from '@triton/schemas/job';
import type { MachineJob } from '@triton/schemas/machine-job';

/**
 * A job of VMAPI as the machine's owner sees it. Its parameters and the text of single steps stay inside: they name
 * compute nodes and datasets. `reason` is written for users.
 */
export function toMachineJob(job: Job): MachineJob {
  return {
    uuid: job.uuid,
    name: job.name,
    execution: job.execution,
    steps: job.chain_results.map(({ name, started_at, finished_at }) => ({
      name,
      started: started_at,
      ...(finished_at === undefined ? {} : { finished: finished_at }),
    })),
    ...(job.disk_uuid === undefined ? {} : { disk_id: job.disk_uuid }),
    ...(job.reason === undefined ? {} : { reason: job.reason }),
    ...(job.stuck ? { stuck: true } : {}),
    created: job.created_at,
    ...(job.finished_at === undefined ? {} : { finished: job.finished_at }),
  };
}
