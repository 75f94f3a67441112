import { deleteUser as deleteIn } from '@triton/catalog/users/delete-user';
import { CATALOG_CHANGE_ERRORS } from '../catalog-change-errors';
import { endpoint } from '../endpoint';
import { demandMatch } from '../etag';
import { ownUser } from '../users/own-user';

export const deleteUser = endpoint({
  name: 'DeleteUser',
  method: 'delete',
  path: '/:login/users/:user',
  description: 'Removes a user with their keys and memberships. They cannot sign any more within seconds.',
  status: 204,
  errors: [...CATALOG_CHANGE_ERRORS, 'ResourceNotFound'],
  async handle({ db }, { caller, headers, params }) {
    const user = await ownUser(db, caller, params.user);
    demandMatch(headers, user);
    await deleteIn(db, user.id);
  },
});
