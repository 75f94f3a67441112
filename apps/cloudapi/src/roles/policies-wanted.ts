import type { CatalogDatabase } from '@triton/catalog/catalog-tables';
import { findPolicy } from '@triton/catalog/policies/find-policy';
import type { Role, UpdateRoleInput } from '@triton/schemas/role';
import { invalidField } from '../machines/invalid-field';

type Policies = Role['policies'];

/** The policies that a role shall have. Throws InvalidArgument for one that the account has not. */
export async function policiesWanted(
  db: CatalogDatabase,
  accountUuid: string,
  { policies }: UpdateRoleInput,
  before: Policies,
): Promise<Policies> {
  if (!policies) return before;
  const wanted = new Map<string, Policies[number]>();
  for (const [i, wish] of policies.entries()) {
    const idOrName = typeof wish === 'string' ? wish : (wish.id ?? wish.name ?? '');
    const policy = await findPolicy(db, accountUuid, idOrName);
    if (!policy) throw invalidField(`policies.${i}`, 'there is no such policy');
    wanted.set(policy.id, { id: policy.id, name: policy.name });
  }
  return [...wanted.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
}
