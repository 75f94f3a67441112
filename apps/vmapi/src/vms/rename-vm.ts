import { isUniqueViolation } from '@triton/database/is-unique-violation';
import type { Transaction } from '@triton/database/kysely';
import type { VmapiTables, VmRow } from '../tables';
import { aliasTaken } from './alias-taken';

/** Throws ValidationFailed when another living VM of the owner has that name. */
export async function renameVm(trx: Transaction<VmapiTables>, vm: VmRow, alias: string): Promise<void> {
  try {
    await trx.updateTable('vmapi.vms').set({ alias }).where('uuid', '=', vm.uuid).execute();
  } catch (error) {
    if (isUniqueViolation(error, 'vms_one_alias_an_owner')) throw aliasTaken(error);
    throw error;
  }
}
