import type { Image } from '@triton/schemas/image';
import type { CatalogDatabase } from './catalog-tables';
import { toImage } from './to-image';

/** An image in whatever state. With `accountUuid`, only if that account may use it (public, or its own). */
export async function getImage(
  db: CatalogDatabase,
  uuid: string,
  { accountUuid }: { accountUuid?: string | undefined } = {},
): Promise<Image | undefined> {
  const row = await db.selectFrom('catalog.images').selectAll().where('uuid', '=', uuid).executeTakeFirst();
  if (!row) return undefined;
  const visible = accountUuid === undefined || row.is_public || row.owner_uuid === accountUuid;
  return visible ? toImage(row) : undefined;
}
