import type { CatalogDatabase } from '@triton/catalog/catalog-tables';
import { findPolicy } from '@triton/catalog/policies/find-policy';
import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import type { Policy } from '@triton/schemas/policy';
import type { Caller } from '../auth/caller';

/** The account's policy of that id or name; throws ResourceNotFound. */
export async function ownPolicy(db: CatalogDatabase, { account }: Caller, idOrName: string): Promise<Policy> {
  const policy = await findPolicy(db, account.id, idOrName);
  if (!policy) throw new ResourceNotFoundError('policy not found');
  return policy;
}
