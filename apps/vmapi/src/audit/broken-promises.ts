import { sql } from '@triton/database/kysely';
import { withRetries } from '@triton/database/with-retries';
import { revokePromises } from '../vms/disk-table';
import { touchVm } from '../vms/vm-table';
import type { AuditRule } from './finding';

interface BrokenPromise {
  vm_uuid: string;
  job_uuid: string;
  execution: string | null;
  disks: string[];
}

/**
 * Disks that are promised to a job which has ended, or never was: nobody will keep the promise, so it is revoked, and what
 * it charged is free again. What the compute node really has is looked at by another rule.
 */
export const brokenPromises: AuditRule = {
  name: 'broken-promise',
  async look({ db }) {
    const { rows } = await sql<BrokenPromise>`
      select disk.vm_uuid, disk.job_uuid, job.execution, array_agg(disk.uuid::text) as disks
      from vmapi.disks as disk left join vmapi.jobs as job on job.uuid = disk.job_uuid
      where disk.job_uuid is not null and (job.uuid is null or job.finished_at is not null)
      group by disk.vm_uuid, disk.job_uuid, job.execution`.execute(db);
    for (const { vm_uuid, job_uuid } of rows) {
      await withRetries(db, async (trx) => {
        await touchVm(trx, vm_uuid);
        await revokePromises(trx, job_uuid);
      });
    }
    return rows.map(({ vm_uuid: vmUuid, job_uuid, execution, disks }) => ({
      ...{ subject: job_uuid, vmUuid, cause: 'crash' as const, healed: true },
      evidence: { disks, job: execution ?? 'does not exist' },
    }));
  },
};
