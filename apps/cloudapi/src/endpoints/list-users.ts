import { Type } from '@sinclair/typebox';
import { listUsers as listUsersOf } from '@triton/catalog/users/list-users';
import { SubUser } from '@triton/schemas/sub-user';
import { endpoint } from '../endpoint';
import { versionedList } from '../list-reply';

export const listUsers = endpoint({
  name: 'ListUsers',
  method: 'get',
  path: '/:login/users',
  description: 'The users below the account.',
  output: Type.Array(SubUser),
  status: 200,
  headers: ['ETag', 'x-resource-count'],
  errors: [],
  async handle({ db }, { caller }) {
    return versionedList(await listUsersOf(db, caller.account.id));
  },
});
