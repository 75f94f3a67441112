import { isDeepStrictEqual } from 'node:util';
import { sql, type Transaction } from '@triton/database/kysely';
import type { DiskRow, VmapiTables } from '../tables';
import type { NodeReport, ReportedVmDisk } from './node-report';

export interface ReportContext {
  /** The epoch the report was made under; older news than what is stored is dropped. */
  epoch: number;
  /** The job whose operation this report concludes: its promises become facts. */
  jobUuid?: string;
}

/**
 * Makes the compute node's report the record of a VM. Promises of *other* unfinished jobs stand: their disks keep state,
 * target and charge until their own reports come. Call it with the VM's row locked.
 */
export async function putReport(
  trx: Transaction<VmapiTables>,
  report: NodeReport,
  { epoch, jobUuid }: ReportContext,
): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('vmapi.vms')
    .set({
      state: report.state,
      zone_state: report.zone_state ?? null,
      ...(report.indestructible_zoneroot === undefined
        ? {}
        : { indestructible_zoneroot: report.indestructible_zoneroot }),
      ...(report.ram === undefined ? {} : { ram: report.ram }),
      ...(report.vcpus === undefined ? {} : { vcpus: report.vcpus }),
      ...(report.quota === undefined ? {} : { quota: report.quota }),
      flexible_disk_size: report.flexible_disk_size || null,
      node_free_space: report.free_space ?? null,
      node_allocatable: report.allocatable ?? null,
      snapshots: JSON.stringify(report.snapshots ?? []),
      reported_epoch: epoch,
      version: sql<number>`version + 1`,
      last_modified: sql<Date>`now()`,
    })
    .where('uuid', '=', report.uuid)
    .where('destroyed', 'is', null)
    .where('reported_epoch', '<=', epoch)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return;

  const known = await trx.selectFrom('vmapi.disks').selectAll().where('vm_uuid', '=', report.uuid).execute();
  await forgetGoneDisks(trx, known, report, jobUuid);
  for (const disk of report.disks) {
    await putDisk(
      trx,
      report.uuid,
      disk,
      known.find(({ uuid }) => uuid === disk.uuid),
      jobUuid,
    );
  }
}

/** A disk the node does not have is gone, unless another job has promised to create it. */
async function forgetGoneDisks(
  trx: Transaction<VmapiTables>,
  known: readonly DiskRow[],
  report: NodeReport,
  jobUuid: string | undefined,
): Promise<void> {
  const reported = new Set(report.disks.map(({ uuid }) => uuid));
  const gone = known.filter(
    ({ uuid, state, job_uuid }) => !reported.has(uuid) && !(state === 'creating' && job_uuid !== jobUuid),
  );
  if (gone.length === 0) return;
  const uuids = gone.map(({ uuid }) => uuid);
  await trx.deleteFrom('vmapi.disks').where('uuid', 'in', uuids).execute();
}

async function putDisk(
  trx: Transaction<VmapiTables>,
  vmUuid: string,
  disk: ReportedVmDisk,
  row: DiskRow | undefined,
  jobUuid: string | undefined,
): Promise<void> {
  const { path, refreservation, zfs_filesystem, model, media } = disk;
  const facts = {
    pci_slot: disk.pci_slot,
    size: disk.size,
    boot: disk.boot ?? false,
    image_uuid: disk.image_uuid ?? null,
    block_size: disk.block_size ?? null,
    snapshots_mib: disk.snapshot_size ?? 0,
    reported: JSON.stringify({ path, refreservation, zfs_filesystem, model, media }),
  };
  if (!row) {
    // Made by an operator's hand: it counts against the budget like any other.
    await trx
      .insertInto('vmapi.used_disk_uuids')
      .values({ uuid: disk.uuid, vm_uuid: vmUuid })
      .onConflict((oc) => oc.doNothing())
      .execute();
    await trx
      .insertInto('vmapi.disks')
      .values({ uuid: disk.uuid, vm_uuid: vmUuid, state: 'active', ...facts })
      .execute();
    return;
  }
  const promiseStands = row.job_uuid !== null && row.job_uuid !== jobUuid;
  const promise = promiseStands ? {} : { state: 'active' as const, target_size: null, job_uuid: null };
  if (isAlready(row, { ...facts, ...promise, reported: JSON.parse(facts.reported) as unknown })) return;
  await trx
    .updateTable('vmapi.disks')
    .set({ ...facts, ...promise })
    .where('uuid', '=', disk.uuid)
    .execute();
}

/** Most disks of a VM stay as they are when one is changed. */
function isAlready(row: DiskRow, wanted: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(wanted).every(([column, value]) => isDeepStrictEqual(row[column as keyof DiskRow], value));
}
