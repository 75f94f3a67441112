import type { CatalogDatabase } from '@triton/catalog/catalog-tables';
import { findUser } from '@triton/catalog/users/find-user';
import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import type { SubUser } from '@triton/schemas/sub-user';
import type { Caller } from '../auth/caller';

/** The account's user of that id or login; throws ResourceNotFound. */
export async function ownUser(db: CatalogDatabase, { account }: Caller, idOrLogin: string): Promise<SubUser> {
  const user = await findUser(db, account.id, idOrLogin);
  if (!user) throw new ResourceNotFoundError('user not found');
  return user;
}
