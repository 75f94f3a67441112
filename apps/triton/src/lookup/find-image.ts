import type { Image } from '@triton/schemas/image';
import type { Session } from '../session';
import { pickOne } from './pick-one';
import { shortId } from './short-id';

/** The image with that id, name@version, name (the newest of several) or short id. */
export async function findImage(
  { cloudapi }: Session,
  text: string,
  query: Readonly<Record<string, string>> = {},
): Promise<Image> {
  const images = await cloudapi.listImages(query);
  const newest = images
    .filter(({ name }) => name === text)
    .reduce<Image | undefined>(
      (best, image) => (best && best.published_at >= image.published_at ? best : image),
      undefined,
    );
  return pickOne(images, {
    kind: 'image',
    text,
    rules: [
      ({ id }) => id === text.toLowerCase(),
      ({ name, version }) => `${name}@${version}` === text,
      (image) => image === newest,
      ({ id }) => shortId(id) === text,
    ],
  });
}
