import { MIB } from './bytes';
import type { NewDisk } from './disk-payload';
import type { ImageVolume } from './image-volume';
import type { VolumeSpec } from './intent';
import { invalidValue } from './invalid-value';
import { VmadmError } from './vmadm-error';

const DEFAULT_BLOCK_SIZE = 8192;

/**
 * The volume that a new disk needs; undefined for a disk whose path comes from outside. `at` names it in the payload.
 * A disk of an image is a clone, grown to `size` where the payload gives one (RFD 154, "overriding image size").
 */
export function newVolume(wish: NewDisk, at: string, images: ReadonlyMap<string, ImageVolume>): VolumeSpec | undefined {
  if (wish.nocreate || wish.media === 'cdrom') {
    if (wish.path === undefined) throw new VmadmError('InvalidArgument', `Missing required properties: ${at}.path`);
    return undefined;
  }
  if (wish.path !== undefined) {
    throw new VmadmError('InvalidArgument', 'you cannot specify a path for a disk unless you set nocreate=true');
  }
  const compression = wish.compression === undefined ? {} : { compression: wish.compression };
  if (wish.image_uuid !== undefined) return { ...clone(wish, wish.image_uuid, at, images), ...compression };
  if (wish.image_size !== undefined) throw invalidValue(`${at}.image_size`, 'only goes with image_uuid');
  if (wish.size === undefined) throw new VmadmError('InvalidArgument', `Missing required properties: ${at}.size`);
  return { volsize: wish.size * MIB, volblocksize: wish.block_size ?? DEFAULT_BLOCK_SIZE, ...compression };
}

function clone(wish: NewDisk, imageUuid: string, at: string, images: ReadonlyMap<string, ImageVolume>): VolumeSpec {
  if (wish.block_size !== undefined) {
    throw new VmadmError('InvalidArgument', 'setting both .block_size and .image_uuid on a volume is invalid');
  }
  const image = images.get(imageUuid);
  if (!image) {
    const message = `Invalid value(s) for: ${at}.image_uuid (image ${imageUuid} is not on this compute node)`;
    throw new VmadmError('ImageNotFound', message);
  }
  const imageMib = Math.ceil(image.volsize / MIB);
  if (wish.image_size !== undefined && wish.image_size !== imageMib) {
    throw invalidValue(`${at}.image_size`, `the image has ${imageMib} MiB`);
  }
  if (wish.size !== undefined && wish.size < imageMib) {
    throw invalidValue(`${at}.size`, `must be at least the ${imageMib} MiB of the image`);
  }
  const volsize = wish.size === undefined ? image.volsize : wish.size * MIB;
  return { volsize, volblocksize: image.volblocksize, origin: image.snapshot };
}
