import type { Policy } from '@triton/schemas/policy';
import type { CatalogDatabase } from '../catalog-tables';
import { toPolicy } from './to-policy';

/** The account's policies, by name. */
export async function listPolicies(db: CatalogDatabase, accountUuid: string): Promise<Policy[]> {
  const rows = await db
    .selectFrom('catalog.policies')
    .selectAll()
    .where('account_uuid', '=', accountUuid)
    .orderBy('name')
    .execute();
  return rows.map(toPolicy);
}
