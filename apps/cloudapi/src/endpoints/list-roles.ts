import { Type } from '@sinclair/typebox';
import { listRoles as listRolesOf } from '@triton/catalog/roles/list-roles';
import { Role } from '@triton/schemas/role';
import { endpoint } from '../endpoint';
import { versionedList } from '../list-reply';

export const listRoles = endpoint({
  name: 'ListRoles',
  method: 'get',
  path: '/:login/roles',
  description: 'The roles of the account, with their members and policies.',
  output: Type.Array(Role),
  status: 200,
  headers: ['ETag', 'x-resource-count'],
  errors: [],
  async handle({ db }, { caller }) {
    return versionedList(await listRolesOf(db, caller.account.id));
  },
});
