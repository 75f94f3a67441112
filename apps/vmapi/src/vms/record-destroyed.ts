import { releaseNics } from '@triton/catalog/release-nics';
import { type Kysely, sql, type Transaction } from '@triton/database/kysely';
import { withRetries } from '@triton/database/with-retries';
import type { VmapiTables } from '../tables';

/** The VM is gone: its disks and addresses are given back, its record stays as destroyed. Twice is once. */
export async function recordDestroyed(db: Kysely<VmapiTables>, vmUuid: string): Promise<void> {
  await withRetries(db, (trx) => markDestroyed(trx, vmUuid));
}

/** The same, as part of something larger. */
export async function markDestroyed(trx: Transaction<VmapiTables>, vmUuid: string): Promise<void> {
  await trx
    .updateTable('vmapi.vms')
    .set({
      state: 'destroyed',
      zone_state: 'destroyed',
      destroyed: sql<Date>`coalesce(destroyed, now())`,
      last_modified: sql<Date>`now()`,
      version: sql<number>`version + 1`,
    })
    .where('uuid', '=', vmUuid)
    .execute();
  await trx.deleteFrom('vmapi.disks').where('vm_uuid', '=', vmUuid).execute();
  await releaseNics(trx, vmUuid);
}
