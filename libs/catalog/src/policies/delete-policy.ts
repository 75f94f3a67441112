import type { CatalogDatabase } from '../catalog-tables';

/** Removes a policy; roles that had it go on without. */
export async function deletePolicy(db: CatalogDatabase, policyUuid: string): Promise<void> {
  await db.deleteFrom('catalog.policies').where('uuid', '=', policyUuid).execute();
}
