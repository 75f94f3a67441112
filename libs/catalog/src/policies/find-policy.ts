import type { Policy } from '@triton/schemas/policy';
import type { CatalogDatabase } from '../catalog-tables';
import { isUuid } from '../is-uuid';
import { toPolicy } from './to-policy';

/** The account's policy of that uuid or name. */
export async function findPolicy(
  db: CatalogDatabase,
  accountUuid: string,
  uuidOrName: string,
): Promise<Policy | undefined> {
  const row = await db
    .selectFrom('catalog.policies')
    .selectAll()
    .where('account_uuid', '=', accountUuid)
    .where(isUuid(uuidOrName) ? 'uuid' : 'name', '=', uuidOrName)
    .executeTakeFirst();
  return row && toPolicy(row);
}
