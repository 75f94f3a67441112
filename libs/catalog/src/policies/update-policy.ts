import type { Policy, UpdatePolicyInput } from '@triton/schemas/policy';
import type { CatalogDatabase } from '../catalog-tables';
import { nameTaken } from '../name-taken';

/**
 * Changes what is given of a policy; an empty description removes it.
 * @throws InvalidArgumentError when the account has another policy of that name
 */
export async function updatePolicy(db: CatalogDatabase, policy: Policy, input: UpdatePolicyInput): Promise<Policy> {
  const { description, ...changed } = { ...policy, ...input };
  const { id, name, rules } = changed;
  try {
    await db
      .updateTable('catalog.policies')
      .set({ name, rules, description: description || null })
      .where('uuid', '=', id)
      .execute();
  } catch (err) {
    throw nameTaken(err, 'policy');
  }
  return description ? { ...changed, description } : changed;
}
