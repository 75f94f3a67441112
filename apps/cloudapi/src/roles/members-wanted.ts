import type { CatalogDatabase } from '@triton/catalog/catalog-tables';
import { findUser } from '@triton/catalog/users/find-user';
import type { Role, UpdateRoleInput } from '@triton/schemas/role';
import { invalidField } from '../machines/invalid-field';

type Members = Role['members'];

/**
 * The members that a role shall have. API 9 says of each whether the role is theirs by default; before, `default_members`
 * listed those, and they are members too. Throws InvalidArgument for a user that the account has not.
 */
export async function membersWanted(
  db: CatalogDatabase,
  accountUuid: string,
  { members, default_members }: UpdateRoleInput,
  before: Members,
): Promise<Members> {
  if (!members && !default_members) return before;
  const wanted = new Map<string, Members[number]>();
  const add = async (field: string, idOrLogin: string, isDefault: boolean): Promise<void> => {
    const user = await findUser(db, accountUuid, idOrLogin);
    if (!user) throw invalidField(field, 'there is no such user');
    const { id, login } = user;
    wanted.set(id, { type: 'subuser', id, login, default: isDefault || wanted.get(id)?.default === true });
  };
  for (const member of members ? [] : before) wanted.set(member.id, { ...member, default: false });
  for (const [i, wish] of (members ?? []).entries()) {
    if (typeof wish === 'string') await add(`members.${i}`, wish, false);
    else await add(`members.${i}`, wish.id ?? wish.login ?? '', wish.default === true);
  }
  for (const [i, login] of (default_members ?? []).entries()) await add(`default_members.${i}`, login, true);
  return [...wanted.values()].sort((one, other) => (one.login < other.login ? -1 : 1));
}
