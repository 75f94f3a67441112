import { randomUUID } from 'node:crypto';
import type { CreateUserInput, SubUser } from '@triton/schemas/sub-user';
import type { CatalogDatabase } from '../catalog-tables';
import { contactColumns, noContact } from '../contact-columns';
import { hashPassword } from './hash-password';
import { loginTaken } from './login-taken';
import { toSubUser } from './to-sub-user';

/** @throws InvalidArgumentError when the account has a user of that login */
export async function createUser(
  db: CatalogDatabase,
  accountUuid: string,
  { login, email, password, ...contact }: CreateUserInput,
): Promise<SubUser> {
  const row = {
    uuid: randomUUID(),
    account_uuid: accountUuid,
    login,
    email,
    password_hash: await hashPassword(password),
    ...noContact,
    ...contactColumns(contact),
  };
  try {
    return toSubUser(await db.insertInto('catalog.sub_users').values(row).returningAll().executeTakeFirstOrThrow());
  } catch (err) {
    throw loginTaken(err);
  }
}
