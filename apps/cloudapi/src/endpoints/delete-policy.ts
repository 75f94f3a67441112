import { deletePolicy as deleteIn } from '@triton/catalog/policies/delete-policy';
import { CATALOG_CHANGE_ERRORS } from '../catalog-change-errors';
import { endpoint } from '../endpoint';
import { demandMatch } from '../etag';
import { ownPolicy } from '../policies/own-policy';

export const deletePolicy = endpoint({
  name: 'DeletePolicy',
  method: 'delete',
  path: '/:login/policies/:policy',
  description: 'Removes a policy; roles that had it go on without.',
  status: 204,
  errors: [...CATALOG_CHANGE_ERRORS, 'ResourceNotFound'],
  async handle({ db }, { caller, headers, params }) {
    const policy = await ownPolicy(db, caller, params.policy);
    demandMatch(headers, policy);
    await deleteIn(db, policy.id);
  },
});
