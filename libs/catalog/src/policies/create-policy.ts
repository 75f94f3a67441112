import { randomUUID } from 'node:crypto';
import type { CreatePolicyInput, Policy } from '@triton/schemas/policy';
import type { CatalogDatabase } from '../catalog-tables';
import { nameTaken } from '../name-taken';
import { toPolicy } from './to-policy';

/** @throws InvalidArgumentError when the account has a policy of that name */
export async function createPolicy(
  db: CatalogDatabase,
  accountUuid: string,
  { name, rules, description }: CreatePolicyInput,
): Promise<Policy> {
  const row = { uuid: randomUUID(), account_uuid: accountUuid, name, rules, description: description ?? null };
  try {
    await db.insertInto('catalog.policies').values(row).execute();
  } catch (err) {
    throw nameTaken(err, 'policy');
  }
  return toPolicy(row);
}
