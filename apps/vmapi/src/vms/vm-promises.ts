import { sql, type Transaction } from '@triton/database/kysely';
import type { JobRow, VmapiTables, VmPromise, VmRow } from '../tables';
import type { NodeReport } from './node-report';

/** Notes what an accepted job will take of its VM, so that whoever asks next finds it taken. */
export async function promiseOfVm(
  trx: Transaction<VmapiTables>,
  vmUuid: string,
  jobUuid: string,
  promise: VmPromise,
): Promise<void> {
  await trx
    .updateTable('vmapi.vms')
    .set({ promises: sql<string>`promises || jsonb_build_object(${jobUuid}::text, ${JSON.stringify(promise)}::jsonb)` })
    .where('uuid', '=', vmUuid)
    .execute();
}

/**
 * The compute node has said what came of the job, so space is what it says. A new name that the node does not have stays a
 * promise: should the job have failed, the VM gets its old one back.
 */
export async function concludePromise(
  trx: Transaction<VmapiTables>,
  vm: VmRow,
  { alias }: NodeReport,
  jobUuid: string,
): Promise<void> {
  const promise = vm.promises[jobUuid];
  if (!promise) return;
  const { alias_before } = promise;
  if (alias_before === undefined || alias === vm.alias) return drop(trx, vm.uuid, jobUuid);
  await promiseOfVm(trx, vm.uuid, jobUuid, { alias_before });
}

/** Takes back what a failed job was promised. The VM's row is locked with it. */
export async function revokePromise(trx: Transaction<VmapiTables>, job: JobRow): Promise<void> {
  const vm = await trx
    .selectFrom('vmapi.vms')
    .select(['uuid', 'owner_uuid', 'alias', 'promises'])
    .where('uuid', '=', job.vm_uuid)
    .forUpdate()
    .executeTakeFirst();
  const promise = vm?.promises[job.uuid];
  if (!vm || !promise) return;
  if (promise.alias_before !== undefined) await giveBackName(trx, vm, job, promise.alias_before);
  await drop(trx, vm.uuid, job.uuid);
}

/** Unless the VM was renamed again meanwhile, or another VM of the owner has the old name now. */
async function giveBackName(
  trx: Transaction<VmapiTables>,
  vm: Pick<VmRow, 'uuid' | 'owner_uuid'>,
  { params }: JobRow,
  aliasBefore: string,
): Promise<void> {
  const { alias } = params.payload as { alias: string };
  await sql`
    UPDATE vmapi.vms SET alias = ${aliasBefore}
    WHERE uuid = ${vm.uuid} AND alias = ${alias} AND NOT EXISTS (
      SELECT FROM vmapi.vms AS other WHERE other.owner_uuid = ${vm.owner_uuid} AND other.alias = ${aliasBefore}
        AND other.destroyed IS NULL AND other.state <> 'failed'
    )`.execute(trx);
}

async function drop(trx: Transaction<VmapiTables>, vmUuid: string, jobUuid: string): Promise<void> {
  await trx
    .updateTable('vmapi.vms')
    .set({ promises: sql<string>`promises - ${jobUuid}::text` })
    .where('uuid', '=', vmUuid)
    .execute();
}
