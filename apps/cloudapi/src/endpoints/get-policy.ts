import { Policy } from '@triton/schemas/policy';
import { endpoint } from '../endpoint';
import { versionedReply } from '../etag';
import { ownPolicy } from '../policies/own-policy';

export const getPolicy = endpoint({
  name: 'GetPolicy',
  method: 'get',
  path: '/:login/policies/:policy',
  description: 'A policy by id or name.',
  output: Policy,
  status: 200,
  headers: ['ETag'],
  errors: ['ResourceNotFound'],
  async handle({ db }, { caller, params }) {
    return versionedReply(await ownPolicy(db, caller, params.policy));
  },
});
