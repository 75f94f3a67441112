import { isDeepStrictEqual } from 'node:util';
import { sql, type Transaction } from '@triton/database/kysely';
import type { DriftCause } from '@triton/schemas/vm-history';
import type { DiskRow, VmapiTables, VmRow } from '../tables';
import { displacePromisedDisks } from './displace-promised-disks';
import { driftOfReport } from './drift-of-report';
import { recordDrift } from './history-table';
import type { NodeReport, ReportedVmDisk } from './node-report';
import { markDestroyed } from './record-destroyed';
import { reportedProperties } from './reported-properties';
import { concludePromise } from './vm-promises';
import { findLocked } from './vm-table';

export interface ReportContext {
  /** The epoch the report was made under; older news than what is stored is dropped. */
  epoch: number;
  /** The job whose operation this report concludes: its promises become facts. */
  jobUuid?: string;
  /** Why the VM may differ from what was expected, as far as its node knows. */
  cause?: DriftCause;
}

/**
 * Makes the compute node's report the record of a VM, and what differs from the record without being asked for part of its
 * history. Promises of *other* unfinished jobs stand: their disks keep state, target and charge until their own reports
 * come. The VM's row is locked with it.
 */
export async function putReport(
  trx: Transaction<VmapiTables>,
  report: NodeReport,
  { epoch, jobUuid, cause = 'operator' }: ReportContext,
): Promise<void> {
  const { uuid } = report;
  const found = await findLocked(trx, uuid);
  if (!found || found.vm.destroyed) return;
  const { vm, disks: known } = found;
  if (jobUuid !== undefined) await concludePromise(trx, vm, report, jobUuid);
  if (isOldNews(vm, report, epoch)) return jobUuid === undefined ? undefined : keepPromises(trx, jobUuid);
  const changing = jobUuid !== undefined || (await hasUnfinishedJob(trx, uuid));
  const changes = driftOfReport({ vm, disks: known, jobUuid, changing }, report);
  if (changes.length > 0) await recordDrift(trx, { vmUuid: uuid, cause, changes, jobUuid });
  if (report.state === 'destroyed') return markDestroyed(trx, uuid);
  await putFacts(trx, vm, report, { epoch, isNews: changing || changes.length > 0 });
  await forgetGoneDisks(trx, known, report, jobUuid);
  await clearPlaces(trx, known, report);
  await displacePromisedDisks(trx, known, report);
  for (const disk of report.disks) {
    const row = known.find((candidate) => candidate.uuid === disk.uuid);
    await putDisk(trx, uuid, disk, row, jobUuid);
  }
}

/** A turn at the VM is newer than the one before; within a turn the node itself numbers what it says. */
function isOldNews(vm: VmRow, { observed }: NodeReport, epoch: number): boolean {
  return epoch < vm.reported_epoch || (observed !== undefined && observed <= vm.observed);
}

/** Newer news has said of the job's disks what there is to say; what was promised and is there is a promise no more. */
async function keepPromises(trx: Transaction<VmapiTables>, jobUuid: string): Promise<void> {
  await trx
    .updateTable('vmapi.disks')
    .set({ state: 'active', target_size: null, job_uuid: null })
    .where('job_uuid', '=', jobUuid)
    // In brackets: what stands in a raw condition is joined to the others as it is.
    .where(sql<boolean>`(state <> 'creating' OR reported ? 'path')`)
    .execute();
}

async function hasUnfinishedJob(trx: Transaction<VmapiTables>, vmUuid: string): Promise<boolean> {
  const job = await trx
    .selectFrom('vmapi.jobs')
    .select('uuid')
    .where('vm_uuid', '=', vmUuid)
    .where('execution', 'in', ['queued', 'running'])
    .limit(1)
    .executeTakeFirst();
  return job !== undefined;
}

/** A look that finds everything as it was leaves the VM its ETag: nobody who has read it is out of date. */
async function putFacts(
  trx: Transaction<VmapiTables>,
  vm: VmRow,
  report: NodeReport,
  { epoch, isNews }: { epoch: number; isNews: boolean },
): Promise<void> {
  await trx
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
      ...reportedProperties(vm, report),
      flexible_disk_size: report.flexible_disk_size || null,
      node_free_space: report.free_space ?? null,
      node_allocatable: report.allocatable ?? null,
      snapshots: JSON.stringify(report.snapshots ?? []),
      reported_epoch: epoch,
      ...(report.observed === undefined ? {} : { observed: report.observed }),
      ...(isNews ? { version: sql<number>`version + 1`, last_modified: sql<Date>`now()` } : {}),
    })
    .where('uuid', '=', report.uuid)
    .execute();
}

/** Disks may have changed places or roles among each other, and each place is taken once. */
async function clearPlaces(
  trx: Transaction<VmapiTables>,
  known: readonly DiskRow[],
  { disks }: NodeReport,
): Promise<void> {
  const moved = known.filter((row) => {
    const disk = disks.find(({ uuid }) => uuid === row.uuid);
    return disk && (disk.pci_slot !== row.pci_slot || (disk.boot ?? false) !== row.boot);
  });
  if (moved.length === 0) return;
  await trx
    .updateTable('vmapi.disks')
    .set({ pci_slot: sql<string>`uuid::text`, boot: false })
    .where(
      'uuid',
      'in',
      moved.map(({ uuid }) => uuid),
    )
    .execute();
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
