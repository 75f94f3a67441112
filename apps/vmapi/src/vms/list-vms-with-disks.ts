import type { Kysely } from '@triton/database/kysely';
import { sql } from '@triton/database/kysely';
import type { DiskRow, VmapiTables } from '../tables';
import type { VmWithDisks } from './vm-table';

export interface VmFilters {
  uuid?: string;
  uuids?: string;
  owner_uuid?: string;
  server_uuid?: string;
  billing_id?: string;
  brand?: string;
  state?: string;
  alias?: string;
  ram?: number;
  image_uuid?: string;
  limit: number;
  offset: number;
}

/** One page of VMs with their disks, in three queries however many there are; `total` counts all that match. */
export async function listVmsWithDisks(
  db: Kysely<VmapiTables>,
  filters: VmFilters,
): Promise<{ vms: VmWithDisks[]; total: number }> {
  const matching = where(db, filters);
  const rows = await matching
    .selectAll()
    .orderBy('create_timestamp', 'desc')
    .orderBy('uuid')
    .limit(filters.limit)
    .offset(filters.offset)
    .execute();
  const { total } = await matching.select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow();
  const disks = await disksOf(
    db,
    rows.map(({ uuid }) => uuid),
  );
  return { vms: rows.map((vm) => ({ vm, disks: disks.get(vm.uuid) ?? [] })), total };
}

function where(db: Kysely<VmapiTables>, filters: VmFilters) {
  let query = db.selectFrom('vmapi.vms');
  for (const column of ['uuid', 'owner_uuid', 'server_uuid', 'billing_id', 'brand', 'alias', 'ram'] as const) {
    const wanted = filters[column];
    if (wanted !== undefined) query = query.where(column, '=', wanted);
  }
  if (filters.uuids !== undefined) query = query.where('uuid', 'in', wellFormed(filters.uuids.split(',')));
  if (filters.state === 'active') query = query.where('state', 'not in', ['destroyed', 'failed']);
  else if (filters.state !== undefined) query = query.where('state', '=', filters.state);
  if (filters.image_uuid !== undefined) {
    const bootImage = (uuid: string) =>
      db.selectFrom('vmapi.disks').select('vm_uuid').where('boot', '=', true).where('image_uuid', '=', uuid);
    query = query.where('uuid', 'in', bootImage(filters.image_uuid));
  }
  return query;
}

/** PostgreSQL answers a malformed uuid with an error; for a filter it is just a uuid that no VM has. */
function wellFormed(uuids: string[]): string[] {
  const nobody = '00000000-0000-0000-0000-000000000000';
  const good = uuids.filter((uuid) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(uuid));
  return good.length > 0 ? good : [nobody];
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
