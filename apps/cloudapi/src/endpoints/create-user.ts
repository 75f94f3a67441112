import { createUser as createIn } from '@triton/catalog/users/create-user';
import { listUsers } from '@triton/catalog/users/list-users';
import { CreateUserInput, SubUser } from '@triton/schemas/sub-user';
import { CATALOG_CHANGE_ERRORS } from '../catalog-change-errors';
import { endpoint } from '../endpoint';
import { demandMatch, versionedReply } from '../etag';

export const createUser = endpoint({
  name: 'CreateUser',
  method: 'post',
  path: '/:login/users',
  description: 'Adds a user below the account. They may do nothing until they have a key and a role.',
  input: CreateUserInput,
  output: SubUser,
  status: 201,
  headers: ['ETag', 'Location'],
  errors: [...CATALOG_CHANGE_ERRORS, 'MissingParameter'],
  async handle({ db }, { caller, headers, input }) {
    const { id, login } = caller.account;
    demandMatch(headers, await listUsers(db, id));
    const user = await createIn(db, id, input);
    return versionedReply(user, { headers: { Location: `/${login}/users/${encodeURIComponent(user.login)}` } });
  },
});
