import type { CreateUserInput, UpdateUserInput } from '@triton/schemas/sub-user';
import type { Session } from '../../session';
import { accessCommand } from './access-command';

/** `triton rbac user`. */
export const rbacUser = accessCommand({
  name: 'user',
  plural: 'users',
  template: { login: '', email: '', password: '', firstName: '', lastName: '' },
  editable: [
    ...['login', 'email', 'companyName', 'firstName', 'lastName'],
    ...['address', 'postalCode', 'city', 'state', 'country', 'phone'],
  ],
  get: (cloudapi, name) => cloudapi.getUser(name, { membership: true }),
  create: async (session, input) =>
    session.cloudapi.createUser((await withPassword(session, input)) as CreateUserInput),
  update: (cloudapi, name, input) => cloudapi.updateUser(name, input as UpdateUserInput),
  remove: (cloudapi, name) => cloudapi.deleteUser(name),
});

/** A password need not lie in a file: whoever sits at a terminal is asked for it. */
async function withPassword(session: Session, input: object): Promise<object> {
  if (!session.interactive || ('password' in input && input.password !== '')) return input;
  const password = await session.askSecret('Password of the new user:');
  return password ? { ...input, password } : input;
}
