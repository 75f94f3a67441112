import { getImage } from '@triton/catalog/get-image';
import type { Kysely } from '@triton/database/kysely';
import { ValidationFailedError } from '@triton/errors/validation-failed-error';
import type { CreateVmInput } from '@triton/schemas/create-vm-input';
import type { Context } from '../context';
import type { VmapiTables } from '../tables';

/** The image of the boot disk; `size` is MiB. */
export interface BootImage {
  uuid: string;
  sizeMib: number;
}

/**
 * The image that the first disk (or, without `disks`, the VM) names. Throws ValidationFailed when none is named, when
 * the owner can not see it, or when it is not the image of a disk.
 */
export async function imageForVm({ db }: Context, input: CreateVmInput): Promise<BootImage> {
  const field = input.disks ? 'disks.0.image_uuid' : 'image_uuid';
  const uuid = input.disks?.[0]?.image_uuid ?? input.image_uuid;
  if (!uuid) throw invalid(field, 'MissingParameter', 'is required: the boot disk is made from an image');
  return usableImage(db, field, uuid, input.owner_uuid);
}

/** The same for an image that `field` of a request names. */
export async function usableImage(
  db: Kysely<VmapiTables>,
  field: string,
  uuid: string,
  accountUuid: string,
): Promise<BootImage> {
  const image = await getImage(db, uuid, { accountUuid });
  if (!image || image.state !== 'active') throw invalid(field, 'Invalid', 'Image does not exist');
  if (image.type !== 'zvol' || !image.image_size) throw invalid(field, 'Invalid', 'is not the image of a disk');
  return { uuid: image.id, sizeMib: image.image_size };
}

function invalid(field: string, code: string, message: string): ValidationFailedError {
  return new ValidationFailedError('Invalid VM parameters', [{ field, code, message }]);
}
