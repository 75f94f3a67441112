import { type Kysely, sql } from '@triton/database/kysely';

/** What VMAPI has promised of a machine's budget, at one instant. MiB. */
export interface LedgerLook {
  vmUuid: string;
  budgetMib: number;
  /** A disk that grows counts as what it will be; one that goes or shrinks as what it still is. */
  promisedMib: number;
  disks: number;
}

/** All flexible machines in one statement, so that the numbers are of one instant. */
export async function lookAtLedger(db: Kysely<unknown>): Promise<LedgerLook[]> {
  const { rows } = await sql<LedgerLook>`
    select vm.uuid as "vmUuid", vm.flexible_disk_size as "budgetMib", count(disk.uuid)::int as disks,
      coalesce(sum(greatest(disk.size, coalesce(disk.target_size, 0))), 0)::int as "promisedMib"
    from vmapi.vms as vm left join vmapi.disks as disk on disk.vm_uuid = vm.uuid
    where vm.flexible_disk_size is not null and vm.destroyed is null
    group by vm.uuid`.execute(db);
  return rows;
}
