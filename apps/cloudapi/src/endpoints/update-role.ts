import { putRole } from '@triton/catalog/roles/put-role';
import { Role, UpdateRoleInput } from '@triton/schemas/role';
import { CATALOG_CHANGE_ERRORS } from '../catalog-change-errors';
import { endpoint } from '../endpoint';
import { demandMatch, versionedReply } from '../etag';
import { membersWanted } from '../roles/members-wanted';
import { ownRole } from '../roles/own-role';
import { policiesWanted } from '../roles/policies-wanted';

export const updateRole = endpoint({
  name: 'UpdateRole',
  method: 'post',
  path: '/:login/roles/:role',
  description: 'Changes a role; members and policies that are given replace those that were there.',
  input: UpdateRoleInput,
  output: Role,
  status: 200,
  headers: ['ETag'],
  errors: [...CATALOG_CHANGE_ERRORS, 'ResourceNotFound'],
  async handle({ db }, { caller, headers, params, input }) {
    const { id: accountUuid } = caller.account;
    const before = await ownRole(db, caller, params.role);
    demandMatch(headers, before);
    const members = await membersWanted(db, accountUuid, input, before.members);
    const policies = await policiesWanted(db, accountUuid, input, before.policies);
    const role = { id: before.id, name: input.name ?? before.name, members, policies };
    await putRole(db, accountUuid, role);
    return versionedReply(role);
  },
});
