import { listJobs } from '../jobs/job-table';
import type { AuditRule } from './finding';

/** A stuck job keeps its promises charged and its VM waiting until an operator decides. */
export const stuckJobs: AuditRule = {
  name: 'stuck-job',
  async look({ db }) {
    const jobs = await listJobs(db, { stuck: true });
    return jobs.map(({ uuid, vm_uuid: vmUuid, task, stuck_reason, created_at }) => ({
      ...{ subject: uuid, vmUuid, cause: 'stuck-job' as const, healed: false },
      evidence: { task, stuck_reason, created_at: created_at.toISOString() },
    }));
  },
};
