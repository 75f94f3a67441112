import { Type } from '@sinclair/typebox';
import { listUserKeys as listKeysOf } from '@triton/catalog/users/list-user-keys';
import { Key } from '@triton/schemas/key';
import { endpoint } from '../endpoint';
import { versionedList } from '../list-reply';
import { ownUser } from '../users/own-user';

export const listUserKeys = endpoint({
  name: 'ListUserKeys',
  method: 'get',
  path: '/:login/users/:user/keys',
  description: 'The public keys with which a user may sign.',
  output: Type.Array(Key),
  status: 200,
  headers: ['ETag', 'x-resource-count'],
  errors: ['ResourceNotFound'],
  async handle({ db }, { caller, params }) {
    return versionedList(await listKeysOf(db, (await ownUser(db, caller, params.user)).id));
  },
});
