import { updatePolicy as updateIn } from '@triton/catalog/policies/update-policy';
import { Policy, UpdatePolicyInput } from '@triton/schemas/policy';
import { CATALOG_CHANGE_ERRORS } from '../catalog-change-errors';
import { endpoint } from '../endpoint';
import { demandMatch, versionedReply } from '../etag';
import { ownPolicy } from '../policies/own-policy';
import { checkRules } from '../rules/check-rules';

export const updatePolicy = endpoint({
  name: 'UpdatePolicy',
  method: 'post',
  path: '/:login/policies/:policy',
  description: 'Changes a policy; rules that are given replace those that were there.',
  input: UpdatePolicyInput,
  output: Policy,
  status: 200,
  headers: ['ETag'],
  errors: [...CATALOG_CHANGE_ERRORS, 'ResourceNotFound'],
  async handle({ db, operations }, { caller, headers, params, input }) {
    if (input.rules) checkRules(input.rules, operations);
    const policy = await ownPolicy(db, caller, params.policy);
    demandMatch(headers, policy);
    return versionedReply(await updateIn(db, policy, input));
  },
});
