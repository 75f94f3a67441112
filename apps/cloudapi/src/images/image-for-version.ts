import type { Image } from '@triton/schemas/image';

/** Before API version 8 an image was either kind of machine; since then it has the type it really has. */
export function imageForVersion(image: Image, version: string): Image {
  if (!version.startsWith('7.')) return image;
  return { ...image, type: image.type === 'zvol' ? 'virtualmachine' : 'smartmachine' };
}
