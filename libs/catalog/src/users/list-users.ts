import type { SubUser } from '@triton/schemas/sub-user';
import type { CatalogDatabase } from '../catalog-tables';
import { toSubUser } from './to-sub-user';

/** The account's users, by login. */
export async function listUsers(db: CatalogDatabase, accountUuid: string): Promise<SubUser[]> {
  const rows = await db
    .selectFrom('catalog.sub_users')
    .selectAll()
    .where('account_uuid', '=', accountUuid)
    .orderBy('login')
    .execute();
  return rows.map(toSubUser);
}
