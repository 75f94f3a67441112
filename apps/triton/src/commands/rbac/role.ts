import type { CreateRoleInput, UpdateRoleInput } from '@triton/schemas/role';
import { accessCommand } from './access-command';

/** `triton rbac role`. */
export const rbacRole = accessCommand({
  name: 'role',
  plural: 'roles',
  template: { name: '', policies: [], members: [], default_members: [] },
  editable: ['name', 'policies', 'members'],
  get: (cloudapi, name) => cloudapi.getRole(name),
  create: ({ cloudapi }, input) => cloudapi.createRole(input as CreateRoleInput),
  update: (cloudapi, name, input) => cloudapi.updateRole(name, input as UpdateRoleInput),
  remove: (cloudapi, name) => cloudapi.deleteRole(name),
});
