import type { Image } from '@triton/schemas/image';
import type { CatalogDatabase } from './catalog-tables';
import { toImage } from './to-image';

export interface ImageFilter {
  name?: string | undefined;
  version?: string | undefined;
  os?: string | undefined;
  type?: string | undefined;
  owner?: string | undefined;
  public?: boolean | undefined;
  /** Default `active`; `all` for every state. */
  state?: string | undefined;
}

/** The images an account may use: public ones and its own, oldest first. */
export async function listImages(
  db: CatalogDatabase,
  accountUuid: string,
  { state = 'active', ...filter }: ImageFilter = {},
): Promise<Image[]> {
  let query = db
    .selectFrom('catalog.images')
    .selectAll()
    .where((eb) => eb.or([eb('is_public', '=', true), eb('owner_uuid', '=', accountUuid)]));
  if (state !== 'all') query = query.where('state', '=', state);
  for (const column of ['name', 'version', 'os', 'type'] as const) {
    const value = filter[column];
    if (value !== undefined) query = query.where(column, '=', value);
  }
  if (filter.owner !== undefined) query = query.where('owner_uuid', '=', filter.owner);
  if (filter.public !== undefined) query = query.where('is_public', '=', filter.public);
  return (await query.orderBy('published_at').orderBy('uuid').execute()).map(toImage);
}
