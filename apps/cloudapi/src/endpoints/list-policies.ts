import { Type } from '@sinclair/typebox';
import { listPolicies as listPoliciesOf } from '@triton/catalog/policies/list-policies';
import { Policy } from '@triton/schemas/policy';
import { endpoint } from '../endpoint';
import { versionedList } from '../list-reply';

export const listPolicies = endpoint({
  name: 'ListPolicies',
  method: 'get',
  path: '/:login/policies',
  description: 'The policies that roles of the account can have.',
  output: Type.Array(Policy),
  status: 200,
  headers: ['ETag', 'x-resource-count'],
  errors: [],
  async handle({ db }, { caller }) {
    return versionedList(await listPoliciesOf(db, caller.account.id));
  },
});
