import { randomUUID } from 'node:crypto';
import { listRoles } from '@triton/catalog/roles/list-roles';
import { putRole } from '@triton/catalog/roles/put-role';
import { CreateRoleInput, Role } from '@triton/schemas/role';
import { CATALOG_CHANGE_ERRORS } from '../catalog-change-errors';
import { endpoint } from '../endpoint';
import { demandMatch, versionedReply } from '../etag';
import { membersWanted } from '../roles/members-wanted';
import { policiesWanted } from '../roles/policies-wanted';

export const createRole = endpoint({
  name: 'CreateRole',
  method: 'post',
  path: '/:login/roles',
  description: 'Adds a role: its members may do what its policies allow, to everything that the account has.',
  input: CreateRoleInput,
  output: Role,
  status: 201,
  headers: ['ETag', 'Location'],
  errors: [...CATALOG_CHANGE_ERRORS, 'MissingParameter'],
  async handle({ db }, { caller, headers, input }) {
    const { id: accountUuid, login } = caller.account;
    demandMatch(headers, await listRoles(db, accountUuid));
    const members = await membersWanted(db, accountUuid, input, []);
    const policies = await policiesWanted(db, accountUuid, input, []);
    const role = { id: randomUUID(), name: input.name, members, policies };
    await putRole(db, accountUuid, role);
    return versionedReply(role, { headers: { Location: `/${login}/roles/${role.id}` } });
  },
});
