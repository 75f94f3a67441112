import { updateUser as updateIn } from '@triton/catalog/users/update-user';
import { SubUser, UpdateUserInput } from '@triton/schemas/sub-user';
import { CATALOG_CHANGE_ERRORS } from '../catalog-change-errors';
import { endpoint } from '../endpoint';
import { demandMatch, versionedReply } from '../etag';
import { ownUser } from '../users/own-user';

export const updateUser = endpoint({
  name: 'UpdateUser',
  method: 'post',
  path: '/:login/users/:user',
  description: 'Changes a user, but for the password.',
  input: UpdateUserInput,
  output: SubUser,
  status: 200,
  headers: ['ETag'],
  errors: [...CATALOG_CHANGE_ERRORS, 'ResourceNotFound'],
  async handle({ db }, { caller, headers, params, input }) {
    const user = await ownUser(db, caller, params.user);
    demandMatch(headers, user);
    return versionedReply(await updateIn(db, user.id, input));
  },
});
