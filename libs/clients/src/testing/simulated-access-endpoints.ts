import { type TObject, Type } from '@sinclair/typebox';
import type { Endpoint } from '@triton/http-server/endpoint';
import { reply } from '@triton/http-server/reply';
import { UpdateAccountInput } from '@triton/schemas/account';
import { CreateKeyInput } from '@triton/schemas/key';
import { CreatePolicyInput, UpdatePolicyInput } from '@triton/schemas/policy';
import { CreateRoleInput, UpdateRoleInput } from '@triton/schemas/role';
import { ChangeUserPasswordInput, CreateUserInput, UpdateUserInput } from '@triton/schemas/sub-user';
import type { SimulatedAccess } from './simulated-access';
import { endpoint, facts, type SimulatedCaller, type SimulatedContext } from './simulated-endpoint';

type Params = Record<string, string | undefined>;
interface Facts {
  name: string;
  method: 'get' | 'post' | 'delete';
  path: string;
  status?: number;
  input?: TObject;
}

const simple = (
  more: Facts,
  act: (access: SimulatedAccess, params: Params, input: never, query: { membership?: boolean }) => unknown,
): Endpoint<SimulatedContext, SimulatedCaller> =>
  endpoint({
    ...facts,
    ...more,
    query: Type.Object({ membership: Type.Optional(Type.Boolean()) }),
    handle: ({ cloud }, { params, input, query }) =>
      reply(act(cloud.access, params, input as never, query as { membership?: boolean }), {
        status: more.status ?? (more.method === 'delete' ? 204 : 200),
      }),
  });

const USER = '/:login/users/:user';
const USER_KEY = `${USER}/keys/:key`;
const ROLE = '/:login/roles/:role';
const POLICY = '/:login/policies/:policy';

/** Users, their keys, roles and policies, and the account's own facts. */
export const simulatedAccessEndpoints: readonly Endpoint<SimulatedContext, SimulatedCaller>[] = [
  endpoint({
    ...facts,
    name: 'UpdateAccount',
    method: 'post',
    path: '/:login',
    input: UpdateAccountInput,
    handle: ({ cloud }, { input }) => Object.assign(cloud.account, input),
  }),
  simple({ name: 'ListUsers', method: 'get', path: '/:login/users' }, ({ users }) =>
    users.map(({ keys: _keys, ...user }) => user),
  ),
  simple({ name: 'GetUser', method: 'get', path: USER }, (access, { user = '' }, _input, { membership }) =>
    access.showUser(user, membership),
  ),
  simple(
    { name: 'CreateUser', method: 'post', path: '/:login/users', status: 201, input: CreateUserInput },
    (access, _params, input: CreateUserInput) => access.createUser(input),
  ),
  simple(
    { name: 'UpdateUser', method: 'post', path: USER, input: UpdateUserInput },
    (access, { user = '' }, input: UpdateUserInput) => access.updateUser(user, input),
  ),
  simple(
    { name: 'ChangeUserPassword', method: 'post', path: `${USER}/change_password`, input: ChangeUserPasswordInput },
    (access, { user = '' }) => access.showUser(user),
  ),
  simple({ name: 'DeleteUser', method: 'delete', path: USER }, (access, { user = '' }) => access.deleteUser(user)),
  simple(
    { name: 'ListUserKeys', method: 'get', path: `${USER}/keys` },
    (access, { user = '' }) => access.user(user).keys,
  ),
  simple({ name: 'GetUserKey', method: 'get', path: USER_KEY }, (access, { user = '', key = '' }) =>
    access.userKey(user, key),
  ),
  simple(
    { name: 'CreateUserKey', method: 'post', path: `${USER}/keys`, status: 201, input: CreateKeyInput },
    (access, { user = '' }, input: CreateKeyInput) => access.createUserKey(user, input),
  ),
  simple({ name: 'DeleteUserKey', method: 'delete', path: USER_KEY }, (access, { user = '', key = '' }) =>
    access.deleteUserKey(user, key),
  ),
  simple({ name: 'ListRoles', method: 'get', path: '/:login/roles' }, ({ roles }) => roles),
  simple({ name: 'GetRole', method: 'get', path: ROLE }, (access, { role = '' }) => access.role(role)),
  simple(
    { name: 'CreateRole', method: 'post', path: '/:login/roles', status: 201, input: CreateRoleInput },
    (access, _params, input: CreateRoleInput) => access.createRole(input),
  ),
  simple(
    { name: 'UpdateRole', method: 'post', path: ROLE, input: UpdateRoleInput },
    (access, { role = '' }, input: UpdateRoleInput) => access.updateRole(role, input),
  ),
  simple({ name: 'DeleteRole', method: 'delete', path: ROLE }, (access, { role = '' }) => access.deleteRole(role)),
  simple({ name: 'ListPolicies', method: 'get', path: '/:login/policies' }, ({ policies }) => policies),
  simple({ name: 'GetPolicy', method: 'get', path: POLICY }, (access, { policy = '' }) => access.policy(policy)),
  simple(
    { name: 'CreatePolicy', method: 'post', path: '/:login/policies', status: 201, input: CreatePolicyInput },
    (access, _params, input: CreatePolicyInput) => access.createPolicy(input),
  ),
  simple(
    { name: 'UpdatePolicy', method: 'post', path: POLICY, input: UpdatePolicyInput },
    (access, { policy = '' }, input: UpdatePolicyInput) => access.updatePolicy(policy, input),
  ),
  simple({ name: 'DeletePolicy', method: 'delete', path: POLICY }, (access, { policy = '' }) =>
    access.deletePolicy(policy),
  ),
];
