import { removeKey } from '@triton/catalog/remove-key';
import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import { endpoint } from '../endpoint';

export const deleteKey = endpoint({
  name: 'DeleteKey',
  method: 'delete',
  path: '/:login/keys/:key',
  description: 'Removes a key, by name or MD5 fingerprint. It stops working within seconds.',
  status: 204,
  errors: ['ResourceNotFound'],
  async handle({ db, credentials }, { caller, params }) {
    const { id, login } = caller.account;
    if (!(await removeKey(db, id, params.key))) throw new ResourceNotFoundError('key not found');
    credentials.forget(login);
  },
});
