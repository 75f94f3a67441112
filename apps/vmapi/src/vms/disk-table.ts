import { ValidationFailedError } from '@triton/errors/validation-failed-error';
import { isUniqueViolation } from '@triton/database/is-unique-violation';
import { type RawBuilder, sql, type Transaction } from '@triton/database/kysely';
import type { VmapiTables } from '../tables';

export interface PromisedDisk {
  uuid: string;
  vm_uuid: string;
  pci_slot: string;
  /** MiB. */
  size: number;
  job_uuid: string;
  boot?: boolean;
  image_uuid?: string | null;
  block_size?: number | null;
}

/**
 * Charges the budget for a disk that does not exist yet. Throws ValidationFailed when its uuid was ever used before or
 * its slot is taken.
 */
export async function promiseDisk(trx: Transaction<VmapiTables>, disk: PromisedDisk): Promise<void> {
  const { uuid, vm_uuid } = disk;
  try {
    await trx.insertInto('vmapi.used_disk_uuids').values({ uuid, vm_uuid }).execute();
    await trx
      .insertInto('vmapi.disks')
      .values({ ...disk, state: 'creating' })
      .execute();
  } catch (error) {
    if (isUniqueViolation(error, 'used_disk_uuids_pkey')) throw alreadyInUse('disk_uuid', error);
    if (isUniqueViolation(error, 'disks_vm_uuid_pci_slot_key')) throw alreadyInUse('pci_slot', error);
    throw error;
  }
}

export async function startResize(
  trx: Transaction<VmapiTables>,
  uuid: string,
  targetMib: number,
  jobUuid: string,
): Promise<void> {
  await trx
    .updateTable('vmapi.disks')
    .set({ state: 'resizing', target_size: targetMib, job_uuid: jobUuid })
    .where('uuid', '=', uuid)
    .where('state', '=', 'active')
    .execute();
}

export async function startDelete(trx: Transaction<VmapiTables>, uuid: string, jobUuid: string): Promise<void> {
  await trx
    .updateTable('vmapi.disks')
    .set({ state: 'deleting', job_uuid: jobUuid })
    .where('uuid', '=', uuid)
    .where('state', '=', 'active')
    .execute();
}

/**
 * Takes back what a failed job promised: the disk it would have created is no longer charged, the one it would have
 * changed is as it was. What the node really has is put by `putReport`, before or after.
 */
export async function revokePromises(trx: Transaction<VmapiTables>, jobUuid: string): Promise<void> {
  await sql`WITH ${revocation(sql`${jobUuid}::uuid`)} SELECT`.execute(trx);
}

/** `revokePromises` as a part of a larger statement: what stands in its WITH. */
export function revocation(jobUuid: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    forgotten AS (DELETE FROM vmapi.disks WHERE job_uuid = ${jobUuid} AND state = 'creating'),
    restored AS (
      UPDATE vmapi.disks SET state = 'active', target_size = NULL, job_uuid = NULL
      WHERE job_uuid = ${jobUuid} AND state <> 'creating'
    )`;
}

function alreadyInUse(field: string, cause: unknown): ValidationFailedError {
  return new ValidationFailedError('Invalid Parameters', [{ field, code: 'Invalid', message: 'Already in use' }], {
    cause,
  });
}
