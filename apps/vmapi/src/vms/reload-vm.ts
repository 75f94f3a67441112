import { RemoteError } from '@triton/http-client/remote-error';
import { withRetries } from '@triton/database/with-retries';
import type { Context } from '../context';
import { unfinishedJobs } from '../jobs/job-table';
import type { VmRow } from '../tables';
import { markDestroyed } from './record-destroyed';
import { storeReport } from './store-report';

/**
 * Makes what its compute node says of a VM now the record; answers whether there was anything to ask. A VM that its node does
 * not have is destroyed, unless a job is about to make it.
 */
export async function reloadVm({ db, cnapi }: Context, vm: VmRow): Promise<boolean> {
  const { uuid, server_uuid, state, destroyed, reported_epoch: epoch } = vm;
  if (destroyed || server_uuid === null || state === 'provisioning' || state === 'failed') return false;
  try {
    // A change that ends meanwhile has a higher epoch, and what was seen before it is then dropped.
    await storeReport(db, await cnapi.loadVm(server_uuid, uuid), { epoch });
  } catch (error) {
    if (!(error instanceof RemoteError && error.status === 404)) throw error;
    await withRetries(db, async (trx) => {
      if ((await unfinishedJobs(trx, uuid)).length === 0) await markDestroyed(trx, uuid);
    });
  }
  return true;
}
