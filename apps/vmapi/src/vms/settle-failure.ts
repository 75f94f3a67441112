import { releaseNics } from '@triton/catalog/release-nics';
import type { Transaction } from '@triton/database/kysely';
import type { JobRow, VmapiTables } from '../tables';
import { revokePromises } from './disk-table';
import { revokePromise } from './vm-promises';
import { touchVm } from './vm-table';

/**
 * What the failure of a job means for its VM: its promises are void, the space is free again, and a new name is not its name. A VM that could not be
 * made is `failed`, and its addresses are somebody else's. One that was made after all, too late for its job, keeps them.
 */
export async function settleFailure(trx: Transaction<VmapiTables>, job: JobRow): Promise<void> {
  // The VM's row before its disks', as everyone locks them.
  await touchVm(trx, job.vm_uuid);
  await revokePromise(trx, job);
  await revokePromises(trx, job.uuid);
  if (job.task === 'provision') {
    const { numUpdatedRows } = await trx
      .updateTable('vmapi.vms')
      .set({ state: 'failed', zone_state: null })
      .where('uuid', '=', job.vm_uuid)
      .where('state', '=', 'provisioning')
      .executeTakeFirst();
    if (numUpdatedRows > 0n) await releaseNics(trx, job.vm_uuid);
  }
}
