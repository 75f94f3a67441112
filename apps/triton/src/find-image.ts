import type { Image } from '@triton/schemas/image';
import { NotFoundError } from './not-found-error';
import type { Session } from './session';
import { shortId } from './short-id';
import { UsageError } from './usage-error';

/** The image with that id, name (the newest of several), name@version or short id. */
export async function findImage({ cloudapi }: Session, text: string): Promise<Image> {
  const images = await cloudapi.listImages();
  const [name, version] = text.split('@');
  const named = images
    .filter((image) => image.name === name && (version === undefined || image.version === version))
    .sort((a, b) => (a.published_at < b.published_at ? 1 : -1));
  const found = named[0] ? [named[0]] : images.filter(({ id }) => id === text || shortId(id) === text);
  if (found.length > 1) throw new UsageError(`"${text}" is the short id of ${found.length} images: give the whole id`);
  if (!found[0]) throw new NotFoundError(`no image with id, name or short id "${text}" was found`);
  return found[0];
}
