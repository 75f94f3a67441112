import type { CatalogDatabase } from '../catalog-tables';

/** Removes a user with their keys and memberships. */
export async function deleteUser(db: CatalogDatabase, userUuid: string): Promise<void> {
  await db.deleteFrom('catalog.sub_users').where('uuid', '=', userUuid).execute();
}
