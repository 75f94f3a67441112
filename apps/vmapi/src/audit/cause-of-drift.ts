import type { Transaction } from '@triton/database/kysely';
import type { Drift, DriftCause } from '@triton/schemas/vm-history';
import type { VmapiTables, VmRow } from '../tables';
import type { NodeReport } from '../vms/node-report';

const LOOKED_BACK = 5;

/**
 * Why a VM differs from its record although nothing is under way, as far as the records tell. The agent tells of most
 * changes itself, and knows better; what only an audit finds is what nobody lived to tell.
 */
export async function causeOfDrift(
  trx: Transaction<VmapiTables>,
  vm: VmRow,
  report: NodeReport,
  changes: readonly Drift[],
): Promise<{ cause: DriftCause; grounds: string }> {
  const jobs = await trx
    .selectFrom('vmapi.jobs')
    .select(['uuid', 'disk_uuid', 'execution', 'reason'])
    .where('vm_uuid', '=', vm.uuid)
    .orderBy('seq', 'desc')
    .limit(LOOKED_BACK)
    .execute();
  const disks = changes.flatMap(({ path }) => /^disks\.([^.]+)/.exec(path)?.[1] ?? []);
  const failed = jobs.find(
    ({ execution, disk_uuid }) => execution === 'failed' && disk_uuid !== null && disks.includes(disk_uuid),
  );
  if (failed) return { cause: 'crash', grounds: `job ${failed.uuid} of that disk failed: ${failed.reason}` };
  const snapshots = vm.snapshots.length + (report.snapshots?.length ?? 0);
  const isSizes = changes.every(({ path }) => path.endsWith('.size') || path === 'state');
  if (isSizes && disks.length > 0 && snapshots > 0) {
    return { cause: 'rollback', grounds: 'only sizes differ, and the VM has snapshots to go back to' };
  }
  return { cause: 'operator', grounds: 'no job of VMAPI accounts for it' };
}
