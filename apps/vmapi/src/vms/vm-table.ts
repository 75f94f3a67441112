import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import type { Kysely, Transaction } from '@triton/database/kysely';
import { sql } from '@triton/database/kysely';
import type { DiskRow, NewVm, VmapiTables, VmRow } from '../tables';

type Db = Kysely<VmapiTables> | Transaction<VmapiTables>;

export interface VmWithDisks {
  vm: VmRow;
  disks: DiskRow[];
}

/** The VM, destroyed or not, and its disks at the same moment; undefined when there is none of `ownerUuid`'s. */
export async function findVm(db: Db, uuid: string, ownerUuid?: string): Promise<VmWithDisks | undefined> {
  const { rows } = await sql<VmInJson>`
    SELECT vms.*, coalesce((
      SELECT json_agg(disks ORDER BY boot DESC, created_at, pci_slot) FROM vmapi.disks WHERE vm_uuid = vms.uuid
    ), '[]') AS disks
    FROM vmapi.vms
    WHERE uuid = ${uuid} AND owner_uuid = coalesce(${ownerUuid ?? null}::uuid, owner_uuid)`.execute(db);
  return rows[0] && withDisks(rows[0]);
}

/** The VM, destroyed or not, and its disks: its row stays locked until the transaction ends. */
export async function findLocked(trx: Transaction<VmapiTables>, uuid: string): Promise<VmWithDisks | undefined> {
  const { rows } = await sql<VmInJson>`
    SELECT (locked_vm).*, its_disks AS disks FROM vmapi.lock_vm(${uuid}::uuid)`.execute(trx);
  return rows[0] && withDisks(rows[0]);
}

/** The VM for a change; with its row locked changes of one VM are admitted one by one. */
export async function lockVm(trx: Transaction<VmapiTables>, uuid: string, ownerUuid?: string): Promise<VmWithDisks> {
  const found = await findLocked(trx, uuid);
  if (!found || found.vm.destroyed || (ownerUuid && found.vm.owner_uuid !== ownerUuid)) {
    throw new ResourceNotFoundError('VM not found');
  }
  return found;
}

type VmInJson = VmRow & { disks: (Omit<DiskRow, 'created_at'> & { created_at: string })[] };

function withDisks({ disks, ...vm }: VmInJson): VmWithDisks {
  return { vm, disks: disks.map((disk) => ({ ...disk, created_at: new Date(disk.created_at) })) };
}

export async function insertVm(trx: Transaction<VmapiTables>, vm: NewVm): Promise<void> {
  await trx.insertInto('vmapi.vms').values(vm).execute();
}

/** Marks the VM's record as changed, so that an `If-Match` of before no longer matches. */
export async function touchVm(trx: Transaction<VmapiTables>, uuid: string): Promise<void> {
  await trx
    .updateTable('vmapi.vms')
    .set({ version: sql<number>`version + 1`, last_modified: sql<Date>`now()` })
    .where('uuid', '=', uuid)
    .execute();
}
