import type { CatalogDatabase } from '../catalog-tables';

/** Removes the user's key of exactly that name. */
export async function removeUserKey(db: CatalogDatabase, userUuid: string, name: string): Promise<void> {
  await db.deleteFrom('catalog.sub_user_keys').where('sub_user_uuid', '=', userUuid).where('name', '=', name).execute();
}
