import type { CatalogDatabase } from '../catalog-tables';

/** Removes a role; its members lose what only it allowed. */
export async function deleteRole(db: CatalogDatabase, roleUuid: string): Promise<void> {
  await db.deleteFrom('catalog.roles').where('uuid', '=', roleUuid).execute();
}
