import type { Role } from '@triton/schemas/role';
import type { CatalogDatabase } from '../catalog-tables';
import { nameTaken } from '../name-taken';

/**
 * Makes a role as it is given, with exactly these members and policies, whether or not it was there. In a transaction.
 * @throws InvalidArgumentError when the account has another role of that name
 */
export async function putRole(db: CatalogDatabase, accountUuid: string, role: Role): Promise<void> {
  const { id: uuid, name, members, policies } = role;
  try {
    await db
      .insertInto('catalog.roles')
      .values({ uuid, account_uuid: accountUuid, name })
      .onConflict((conflict) => conflict.column('uuid').doUpdateSet({ name }))
      .execute();
  } catch (err) {
    throw nameTaken(err, 'role');
  }
  const mine = { account_uuid: accountUuid, role_uuid: uuid };
  await db.deleteFrom('catalog.role_members').where('role_uuid', '=', uuid).execute();
  await db.deleteFrom('catalog.role_policies').where('role_uuid', '=', uuid).execute();
  if (members.length > 0) {
    const rows = members.map((member) => ({ ...mine, sub_user_uuid: member.id, is_default: member.default }));
    await db.insertInto('catalog.role_members').values(rows).execute();
  }
  if (policies.length > 0) {
    const rows = policies.map(({ id }) => ({ ...mine, policy_uuid: id }));
    await db.insertInto('catalog.role_policies').values(rows).execute();
  }
}
