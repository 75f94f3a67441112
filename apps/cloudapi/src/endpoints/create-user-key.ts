import { addUserKey } from '@triton/catalog/users/add-user-key';
import { listUserKeys } from '@triton/catalog/users/list-user-keys';
import { CreateKeyInput, Key } from '@triton/schemas/key';
import { CATALOG_CHANGE_ERRORS } from '../catalog-change-errors';
import { endpoint } from '../endpoint';
import { demandMatch, versionedReply } from '../etag';
import { ownUser } from '../users/own-user';

export const createUserKey = endpoint({
  name: 'CreateUserKey',
  method: 'post',
  path: '/:login/users/:user/keys',
  description: 'Adds a public key with which a user may sign.',
  input: CreateKeyInput,
  output: Key,
  status: 201,
  headers: ['ETag', 'Location'],
  errors: [...CATALOG_CHANGE_ERRORS, 'MissingParameter', 'ResourceNotFound'],
  async handle({ db }, { caller, headers, params, input }) {
    const user = await ownUser(db, caller, params.user);
    demandMatch(headers, await listUserKeys(db, user.id));
    const key = await addUserKey(db, user.id, input);
    const path = [caller.account.login, 'users', user.login, 'keys', key.name].map(encodeURIComponent);
    return versionedReply(key, { headers: { Location: `/${path.join('/')}` } });
  },
});
