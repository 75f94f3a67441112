import { addKey } from '@triton/catalog/add-key';
import { listKeys } from '@triton/catalog/list-keys';
import { CreateKeyInput, Key } from '@triton/schemas/key';
import { CATALOG_CHANGE_ERRORS } from '../catalog-change-errors';
import { endpoint } from '../endpoint';
import { demandMatch, versionedReply } from '../etag';

export const createKey = endpoint({
  name: 'CreateKey',
  method: 'post',
  path: '/:login/keys',
  description: 'Adds a public key; without a name it is named by its fingerprint.',
  input: CreateKeyInput,
  output: Key,
  status: 201,
  headers: ['ETag', 'Location'],
  errors: [...CATALOG_CHANGE_ERRORS, 'MissingParameter'],
  async handle({ db }, { caller, headers, input }) {
    const { id, login } = caller.account;
    demandMatch(headers, await listKeys(db, id));
    const key = await addKey(db, id, input);
    return versionedReply(key, { headers: { Location: `/${login}/keys/${encodeURIComponent(key.name)}` } });
  },
});
