import type { CreatePolicyInput, UpdatePolicyInput } from '@triton/schemas/policy';
import { accessCommand } from './access-command';

/** `triton rbac policy`. */
export const rbacPolicy = accessCommand({
  name: 'policy',
  plural: 'policies',
  template: { name: '', description: '', rules: ['CAN getmachine'] },
  editable: ['name', 'description', 'rules'],
  get: (cloudapi, name) => cloudapi.getPolicy(name),
  create: ({ cloudapi }, input) => cloudapi.createPolicy(input as CreatePolicyInput),
  update: (cloudapi, name, input) => cloudapi.updatePolicy(name, input as UpdatePolicyInput),
  remove: (cloudapi, name) => cloudapi.deletePolicy(name),
});
