import { sql } from '@triton/database/kysely';
import type { CatalogDatabase } from '../catalog-tables';

/** A role that a user holds, and the rules of its policies. */
export interface Grant {
  role: string;
  /** It counts without being asked for. */
  isDefault: boolean;
  rules: string[];
}

/** The roles of a user, by name. */
export async function listGrants(db: CatalogDatabase, userUuid: string): Promise<Grant[]> {
  const rows = await db
    .selectFrom('catalog.role_members as member')
    .innerJoin('catalog.roles as role', 'role.uuid', 'member.role_uuid')
    .select(['role.name', 'member.is_default'])
    .select(
      sql<string[]>`array(
        select rule from catalog.role_policies as held
        join catalog.policies as policy on policy.uuid = held.policy_uuid, unnest(policy.rules) as rule
        where held.role_uuid = role.uuid
      )`.as('rules'),
    )
    .where('member.sub_user_uuid', '=', userUuid)
    .orderBy('role.name')
    .execute();
  return rows.map(({ name, is_default, rules }) => ({ role: name, isDefault: is_default, rules }));
}
