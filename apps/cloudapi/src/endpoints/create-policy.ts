import { createPolicy as createIn } from '@triton/catalog/policies/create-policy';
import { listPolicies } from '@triton/catalog/policies/list-policies';
import { CreatePolicyInput, Policy } from '@triton/schemas/policy';
import { CATALOG_CHANGE_ERRORS } from '../catalog-change-errors';
import { endpoint } from '../endpoint';
import { demandMatch, versionedReply } from '../etag';
import { checkRules } from '../rules/check-rules';

export const createPolicy = endpoint({
  name: 'CreatePolicy',
  method: 'post',
  path: '/:login/policies',
  description:
    'Adds a policy: rules such as `CAN getmachine AND deletemachinedisk WHEN sourceip = 10.0.0.0/8`. A rule that could not ' +
    'be held to is refused by name.',
  input: CreatePolicyInput,
  output: Policy,
  status: 201,
  headers: ['ETag', 'Location'],
  errors: [...CATALOG_CHANGE_ERRORS, 'MissingParameter'],
  async handle({ db, operations }, { caller, headers, input }) {
    const { id, login } = caller.account;
    checkRules(input.rules, operations);
    demandMatch(headers, await listPolicies(db, id));
    const policy = await createIn(db, id, input);
    return versionedReply(policy, { headers: { Location: `/${login}/policies/${policy.id}` } });
  },
});
