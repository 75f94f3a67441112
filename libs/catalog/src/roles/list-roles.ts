import { sql } from '@triton/database/kysely';
import type { Role } from '@triton/schemas/role';
import type { CatalogDatabase } from '../catalog-tables';
import { isUuid } from '../is-uuid';

/** The account's roles, by name; with `uuidOrName` only that one. */
export async function listRoles(db: CatalogDatabase, accountUuid: string, uuidOrName?: string): Promise<Role[]> {
  let query = db
    .selectFrom('catalog.roles as role')
    .select(['role.uuid as id', 'role.name'])
    .select(
      sql<Role['members']>`(
        select coalesce(json_agg(json_build_object(
          'type', 'subuser', 'id', "user".uuid, 'login', "user".login, 'default', member.is_default
        ) order by "user".login), '[]')
        from catalog.role_members as member join catalog.sub_users as "user" on "user".uuid = member.sub_user_uuid
        where member.role_uuid = role.uuid
      )`.as('members'),
    )
    .select(
      sql<Role['policies']>`(
        select coalesce(json_agg(json_build_object('id', policy.uuid, 'name', policy.name) order by policy.name), '[]')
        from catalog.role_policies as held join catalog.policies as policy on policy.uuid = held.policy_uuid
        where held.role_uuid = role.uuid
      )`.as('policies'),
    )
    .where('role.account_uuid', '=', accountUuid)
    .orderBy('role.name');
  if (uuidOrName !== undefined) {
    query = query.where(isUuid(uuidOrName) ? 'role.uuid' : 'role.name', '=', uuidOrName);
  }
  return query.execute();
}
