import { sql } from '@triton/database/kysely';
import type { SubUser, UpdateUserInput } from '@triton/schemas/sub-user';
import type { CatalogDatabase } from '../catalog-tables';
import { contactColumns } from '../contact-columns';
import { loginTaken } from './login-taken';
import { toSubUser } from './to-sub-user';

/**
 * Changes what is given of a user.
 * @throws InvalidArgumentError when the account has another user of that login
 */
export async function updateUser(
  db: CatalogDatabase,
  userUuid: string,
  { login, email, ...contact }: UpdateUserInput,
): Promise<SubUser> {
  const changes = {
    ...contactColumns(contact),
    ...(login === undefined ? {} : { login }),
    ...(email === undefined ? {} : { email }),
    updated_at: sql<string>`now()`,
  };
  try {
    const changed = db.updateTable('catalog.sub_users').set(changes).where('uuid', '=', userUuid).returningAll();
    return toSubUser(await changed.executeTakeFirstOrThrow());
  } catch (err) {
    throw loginTaken(err);
  }
}
