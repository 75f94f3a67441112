import { deleteRole as deleteIn } from '@triton/catalog/roles/delete-role';
import { CATALOG_CHANGE_ERRORS } from '../catalog-change-errors';
import { endpoint } from '../endpoint';
import { demandMatch } from '../etag';
import { ownRole } from '../roles/own-role';

export const deleteRole = endpoint({
  name: 'DeleteRole',
  method: 'delete',
  path: '/:login/roles/:role',
  description: 'Removes a role; its members lose what only it allowed, within seconds.',
  status: 204,
  errors: [...CATALOG_CHANGE_ERRORS, 'ResourceNotFound'],
  async handle({ db }, { caller, headers, params }) {
    const role = await ownRole(db, caller, params.role);
    demandMatch(headers, role);
    await deleteIn(db, role.id);
  },
});
