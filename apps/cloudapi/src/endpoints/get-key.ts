import { findKey } from '@triton/catalog/find-key';
import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import { Key } from '@triton/schemas/key';
import { endpoint } from '../endpoint';

export const getKey = endpoint({
  name: 'GetKey',
  method: 'get',
  path: '/:login/keys/:key',
  description: 'A key, by name or MD5 fingerprint.',
  output: Key,
  status: 200,
  errors: ['ResourceNotFound'],
  async handle({ db }, { caller, params }) {
    const found = await findKey(db, caller.account.login, params.key);
    if (!found) throw new ResourceNotFoundError('key not found');
    return found.key;
  },
});
