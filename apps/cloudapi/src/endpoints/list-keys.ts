import { Type } from '@sinclair/typebox';
import { listKeys as listKeysOf } from '@triton/catalog/list-keys';
import { Key } from '@triton/schemas/key';
import { endpoint } from '../endpoint';
import { versionedList } from '../list-reply';

export const listKeys = endpoint({
  name: 'ListKeys',
  method: 'get',
  path: '/:login/keys',
  description: 'The public keys with which the account may sign.',
  output: Type.Array(Key),
  status: 200,
  headers: ['ETag', 'x-resource-count'],
  errors: [],
  async handle({ db }, { caller }) {
    return versionedList(await listKeysOf(db, caller.account.id));
  },
});
