import type { Transaction } from '@triton/database/kysely';
import { VmNotStoppedError } from '@triton/errors/vm-not-stopped-error';
import type { VmapiTables, VmRow } from '../tables';

const POWER_TASKS = ['start', 'stop', 'reboot'];

/**
 * Throws unless the VM is down, and will be when its turn comes: bhyve can neither hot-add nor remove disks (RFD 154,
 * "Platform limitations"). What was admitted before is done before, so an accepted start would let this one fail later.
 */
export async function demandStopped(trx: Transaction<VmapiTables>, vm: VmRow, operation: string): Promise<void> {
  const must = `VM must be stopped to ${operation}`;
  if (vm.state !== 'stopped') throw new VmNotStoppedError(`${must}; it is ${vm.state}`);
  const lastOrder = await trx
    .selectFrom('vmapi.jobs')
    .select('task')
    .where('vm_uuid', '=', vm.uuid)
    .where('finished_at', 'is', null)
    .where('task', 'in', POWER_TASKS)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (lastOrder && lastOrder.task !== 'stop') throw new VmNotStoppedError(`${must}; a ${lastOrder.task} is under way`);
}
