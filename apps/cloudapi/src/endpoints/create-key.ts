import { addKey } from '@triton/catalog/add-key';
import { reply } from '@triton/http-server/reply';
import { CreateKeyInput, Key } from '@triton/schemas/key';
import { endpoint } from '../endpoint';

export const createKey = endpoint({
  name: 'CreateKey',
  method: 'post',
  path: '/:login/keys',
  description: 'Adds a public key; without a name it is named by its fingerprint.',
  input: CreateKeyInput,
  output: Key,
  status: 201,
  headers: ['Location'],
  errors: ['InvalidArgument', 'MissingParameter'],
  async handle({ db }, { caller, input }) {
    const key = await addKey(db, caller.account.id, input);
    const Location = `/${caller.account.login}/keys/${encodeURIComponent(key.name)}`;
    return reply(key, { headers: { Location } });
  },
});
