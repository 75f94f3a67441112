import { type Kysely, sql } from '@triton/database/kysely';
import { filterSql } from '@triton/database/search/filter-sql';
import type { SearchFilter } from '@triton/database/search/search-filter';
import type { DiskRow, VmapiTables } from '../tables';
import { afterMarker, invalidMarker, markerUuid } from './after-marker';
import { vmAttribute, vmOrder } from './vm-attributes';
import type { VmWithDisks } from './vm-table';

export interface VmPage {
  sort: string | undefined;
  limit: number;
  offset: number;
  /** Names the last VM of the page before. */
  marker?: string | undefined;
}

/** One page of VMs with their disks, in three queries however many there are; `total` counts all that match. */
export async function listVmsWithDisks(
  db: Kysely<VmapiTables>,
  filter: SearchFilter,
  { sort, limit, offset, marker }: VmPage,
): Promise<{ vms: VmWithDisks[]; total: number }> {
  const matching = db.selectFrom('vmapi.vms').where(filterSql(filter, vmAttribute));
  const last = marker === undefined ? undefined : markerUuid(marker);
  if (last !== undefined) await demandMarked(db, last);
  const page = last === undefined ? matching : matching.where(afterMarker(last, sort));
  const rows = await page
    .selectAll()
    .orderBy(sql`${vmOrder(sort)}`)
    .limit(limit)
    .offset(offset)
    .execute();
  const { total } = await matching.select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow();
  const disks = await disksOf(
    db,
    rows.map(({ uuid }) => uuid),
  );
  return { vms: rows.map((vm) => ({ vm, disks: disks.get(vm.uuid) ?? [] })), total };
}

/** A page after nobody would silently be no page at all. */
async function demandMarked(db: Kysely<VmapiTables>, uuid: string): Promise<void> {
  const found = await db.selectFrom('vmapi.vms').select('uuid').where('uuid', '=', uuid).executeTakeFirst();
  if (!found) throw invalidMarker('names no VM');
}

async function disksOf(db: Kysely<VmapiTables>, vmUuids: string[]): Promise<Map<string, DiskRow[]>> {
  const byVm = new Map<string, DiskRow[]>();
  if (vmUuids.length === 0) return byVm;
  const disks = await db
    .selectFrom('vmapi.disks')
    .selectAll()
    .where('vm_uuid', 'in', vmUuids)
    .orderBy('boot', 'desc')
    .orderBy('created_at')
    .orderBy('pci_slot')
    .execute();
  for (const disk of disks) byVm.set(disk.vm_uuid, [...(byVm.get(disk.vm_uuid) ?? []), disk]);
  return byVm;
}
