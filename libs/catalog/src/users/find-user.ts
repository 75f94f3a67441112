import type { SubUser } from '@triton/schemas/sub-user';
import type { CatalogDatabase } from '../catalog-tables';
import { isUuid } from '../is-uuid';
import { toSubUser } from './to-sub-user';

/** The account's user of that uuid or login. */
export async function findUser(
  db: CatalogDatabase,
  accountUuid: string,
  uuidOrLogin: string,
): Promise<SubUser | undefined> {
  const row = await db
    .selectFrom('catalog.sub_users')
    .selectAll()
    .where('account_uuid', '=', accountUuid)
    .where(isUuid(uuidOrLogin) ? 'uuid' : 'login', '=', uuidOrLogin)
    .executeTakeFirst();
  return row && toSubUser(row);
}
