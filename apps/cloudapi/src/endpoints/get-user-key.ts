import { findUserKey } from '@triton/catalog/users/find-user-key';
import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import { Key } from '@triton/schemas/key';
import { endpoint } from '../endpoint';
import { versionedReply } from '../etag';
import { ownUser } from '../users/own-user';

export const getUserKey = endpoint({
  name: 'GetUserKey',
  method: 'get',
  path: '/:login/users/:user/keys/:key',
  description: 'A key of a user, by name or MD5 fingerprint.',
  output: Key,
  status: 200,
  headers: ['ETag'],
  errors: ['ResourceNotFound'],
  async handle({ db }, { caller, params }) {
    const user = await ownUser(db, caller, params.user);
    const key = await findUserKey(db, user.id, params.key);
    if (!key) throw new ResourceNotFoundError('key not found');
    return versionedReply(key);
  },
});
