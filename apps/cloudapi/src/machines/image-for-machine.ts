import { getImage } from '@triton/catalog/get-image';
import type { Image } from '@triton/schemas/image';
import type { Caller } from '../auth/caller';
import type { Context } from '../context';
import { invalidField } from './invalid-field';

/** An image that a disk can be cloned from. */
export type DiskImage = Image & { image_size: number };

/** The image of a new machine. Throws InvalidArgument unless the account may use it, it is active and that of a disk. */
export async function imageForMachine({ db }: Context, { account }: Caller, uuid: string): Promise<DiskImage> {
  const image = await getImage(db, uuid.toLowerCase(), { accountUuid: account.id });
  if (!image) throw invalidField('image', 'there is no such image');
  if (image.state !== 'active') throw invalidField('image', `it is ${image.state}, not active`);
  const { brand } = image.requirements;
  if (brand !== undefined && brand !== 'bhyve') throw invalidField('image', `it needs brand ${String(brand)}`);
  if (!isOfDisk(image)) throw invalidField('image', 'it is not the image of a disk (type zvol)');
  return image;
}

function isOfDisk(image: Image): image is DiskImage {
  return image.type === 'zvol' && image.image_size !== undefined;
}
