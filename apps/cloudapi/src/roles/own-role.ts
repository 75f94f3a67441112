import type { CatalogDatabase } from '@triton/catalog/catalog-tables';
import { findRole } from '@triton/catalog/roles/find-role';
import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import type { Role } from '@triton/schemas/role';
import type { Caller } from '../auth/caller';

/** The account's role of that id or name; throws ResourceNotFound. */
export async function ownRole(db: CatalogDatabase, { account }: Caller, idOrName: string): Promise<Role> {
  const role = await findRole(db, account.id, idOrName);
  if (!role) throw new ResourceNotFoundError('role not found');
  return role;
}
