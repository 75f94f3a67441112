import { sql } from '@triton/database/kysely';
import type { SubUser } from '@triton/schemas/sub-user';
import type { CatalogDatabase } from '../catalog-tables';
import { hashPassword } from './hash-password';
import { toSubUser } from './to-sub-user';

export async function setUserPassword(db: CatalogDatabase, userUuid: string, password: string): Promise<SubUser> {
  const changed = db
    .updateTable('catalog.sub_users')
    .set({ password_hash: await hashPassword(password), updated_at: sql<string>`now()` })
    .where('uuid', '=', userUuid)
    .returningAll();
  return toSubUser(await changed.executeTakeFirstOrThrow());
}
