import { findAccountKey } from '@triton/catalog/find-account-key';
import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import { Key } from '@triton/schemas/key';
import { endpoint } from '../endpoint';
import { versionedReply } from '../etag';

export const getKey = endpoint({
  name: 'GetKey',
  method: 'get',
  path: '/:login/keys/:key',
  description: 'A key, by name or MD5 fingerprint.',
  output: Key,
  status: 200,
  headers: ['ETag'],
  errors: ['ResourceNotFound'],
  async handle({ db }, { caller, params }) {
    const key = await findAccountKey(db, caller.account.id, params.key);
    if (!key) throw new ResourceNotFoundError('key not found');
    return versionedReply(key);
  },
});
