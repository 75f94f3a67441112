import { Type } from '@sinclair/typebox';
import { listGrants } from '@triton/catalog/users/list-grants';
import { etagOfValue } from '@triton/http-server/etag';
import { reply } from '@triton/http-server/reply';
import { SubUser } from '@triton/schemas/sub-user';
import { endpoint } from '../endpoint';
import { ownUser } from '../users/own-user';

export const getUser = endpoint({
  name: 'GetUser',
  method: 'get',
  path: '/:login/users/:user',
  description: 'A user by id or login.',
  query: Type.Object({
    membership: Type.Boolean({ default: false, description: 'Shows the names of the roles they hold as well.' }),
  }),
  output: SubUser,
  status: 200,
  headers: ['ETag'],
  errors: ['ResourceNotFound', 'InvalidArgument'],
  async handle({ db }, { caller, params, query }) {
    const user = await ownUser(db, caller, params.user);
    const headers = { ETag: etagOfValue(user) };
    if (!query.membership) return reply(user, { headers });
    const held = await listGrants(db, user.id);
    const roles = held.map(({ role }) => role);
    const default_roles = held.filter(({ isDefault }) => isDefault).map(({ role }) => role);
    return reply({ ...user, roles, default_roles }, { headers });
  },
});
