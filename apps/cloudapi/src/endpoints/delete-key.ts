import { findAccountKey } from '@triton/catalog/find-account-key';
import { removeKey } from '@triton/catalog/remove-key';
import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import { CATALOG_CHANGE_ERRORS } from '../catalog-change-errors';
import { endpoint } from '../endpoint';
import { demandMatch } from '../etag';

export const deleteKey = endpoint({
  name: 'DeleteKey',
  method: 'delete',
  path: '/:login/keys/:key',
  description: 'Removes a key, by name or MD5 fingerprint. It stops working within seconds.',
  status: 204,
  errors: [...CATALOG_CHANGE_ERRORS, 'ResourceNotFound'],
  async handle({ db }, { caller, headers, params }) {
    const key = await findAccountKey(db, caller.account.id, params.key);
    if (!key) throw new ResourceNotFoundError('key not found');
    demandMatch(headers, key);
    await removeKey(db, caller.account.id, key.fingerprint);
  },
});
