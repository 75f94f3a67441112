import { findUserKey } from '@triton/catalog/users/find-user-key';
import { removeUserKey } from '@triton/catalog/users/remove-user-key';
import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import { CATALOG_CHANGE_ERRORS } from '../catalog-change-errors';
import { endpoint } from '../endpoint';
import { demandMatch } from '../etag';
import { ownUser } from '../users/own-user';

export const deleteUserKey = endpoint({
  name: 'DeleteUserKey',
  method: 'delete',
  path: '/:login/users/:user/keys/:key',
  description: 'Removes a key of a user, by name or MD5 fingerprint. It stops working within seconds.',
  status: 204,
  errors: [...CATALOG_CHANGE_ERRORS, 'ResourceNotFound'],
  async handle({ db }, { caller, headers, params }) {
    const user = await ownUser(db, caller, params.user);
    const key = await findUserKey(db, user.id, params.key);
    if (!key) throw new ResourceNotFoundError('key not found');
    demandMatch(headers, key);
    await removeUserKey(db, user.id, key.name);
  },
});
