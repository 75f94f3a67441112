import { Role } from '@triton/schemas/role';
import { endpoint } from '../endpoint';
import { versionedReply } from '../etag';
import { ownRole } from '../roles/own-role';

export const getRole = endpoint({
  name: 'GetRole',
  method: 'get',
  path: '/:login/roles/:role',
  description: 'A role by id or name.',
  output: Role,
  status: 200,
  headers: ['ETag'],
  errors: ['ResourceNotFound'],
  async handle({ db }, { caller, params }) {
    return versionedReply(await ownRole(db, caller, params.role));
  },
});
