import { setUserPassword } from '@triton/catalog/users/set-user-password';
import { ChangeUserPasswordInput, SubUser } from '@triton/schemas/sub-user';
import { CATALOG_CHANGE_ERRORS } from '../catalog-change-errors';
import { endpoint } from '../endpoint';
import { demandMatch, versionedReply } from '../etag';
import { invalidField } from '../machines/invalid-field';
import { ownUser } from '../users/own-user';

/** An operation of its own, so that policies can allow it without UpdateUser, and the other way round. */
export const changeUserPassword = endpoint({
  name: 'ChangeUserPassword',
  method: 'post',
  path: '/:login/users/:user/change_password',
  description: 'Gives a user another password.',
  input: ChangeUserPasswordInput,
  output: SubUser,
  status: 200,
  headers: ['ETag'],
  errors: [...CATALOG_CHANGE_ERRORS, 'MissingParameter', 'ResourceNotFound'],
  async handle({ db }, { caller, headers, params, input: { password, password_confirmation } }) {
    const user = await ownUser(db, caller, params.user);
    demandMatch(headers, user);
    if (password !== password_confirmation) throw invalidField('password_confirmation', 'it is not the password');
    return versionedReply(await setUserPassword(db, user.id, password));
  },
});
