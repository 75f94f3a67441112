import { InvalidArgumentError } from '@triton/errors/invalid-argument-error';
import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import type { CreateKeyInput, Key } from '@triton/schemas/key';
import type { CreatePolicyInput, Policy, UpdatePolicyInput } from '@triton/schemas/policy';
import type { CreateRoleInput, Role, UpdateRoleInput } from '@triton/schemas/role';
import type { CreateUserInput, SubUser, UpdateUserInput } from '@triton/schemas/sub-user';

type Named = { id: string; name?: string; login?: string };

/** The users, roles and policies of a simulated CloudAPI. Nobody is held to them. */
export class SimulatedAccess {
  readonly users: (SubUser & { keys: Key[] })[] = [];
  readonly roles: Role[] = [];
  readonly policies: Policy[] = [];

  constructor(private readonly newId: () => string) {}

  createUser({ password: _password, ...input }: CreateUserInput): SubUser {
    const now = new Date().toISOString();
    const user = { ...input, id: this.newId(), created: now, updated: now, keys: [] };
    this.users.push(refuseTaken(this.users, user));
    return withoutKeys(user);
  }

  user(idOrLogin: string): SubUser & { keys: Key[] } {
    return find(this.users, idOrLogin);
  }

  showUser(idOrLogin: string, membership = false): SubUser {
    const user = withoutKeys(this.user(idOrLogin));
    const held = this.roles.flatMap(({ name, members }) =>
      members.filter(({ id }) => id === user.id).map((member) => ({ name, isDefault: member.default })),
    );
    if (!membership) return user;
    const defaults = held.filter(({ isDefault }) => isDefault);
    return { ...user, roles: held.map(({ name }) => name), default_roles: defaults.map(({ name }) => name) };
  }

  updateUser(idOrLogin: string, input: UpdateUserInput): SubUser {
    return withoutKeys(Object.assign(this.user(idOrLogin), input));
  }

  deleteUser(idOrLogin: string): void {
    remove(this.users, idOrLogin);
  }

  createUserKey(idOrLogin: string, { name, key }: CreateKeyInput): Key {
    const made = { name: name ?? 'nameless', fingerprint: `0${this.user(idOrLogin).keys.length}`, key };
    this.user(idOrLogin).keys.push(made);
    return made;
  }

  userKey(idOrLogin: string, named: string): Key {
    const found = this.user(idOrLogin).keys.find(({ name, fingerprint }) => name === named || fingerprint === named);
    if (!found) throw new ResourceNotFoundError('key not found');
    return found;
  }

  deleteUserKey(idOrLogin: string, named: string): void {
    const { keys } = this.user(idOrLogin);
    keys.splice(keys.indexOf(this.userKey(idOrLogin, named)), 1);
  }

  createRole({ name, ...wish }: CreateRoleInput): Role {
    const role = { id: this.newId(), name, members: this.#members(wish), policies: this.#policies(wish) };
    this.roles.push(refuseTaken(this.roles, role));
    return role;
  }

  role(idOrName: string): Role {
    return find(this.roles, idOrName);
  }

  updateRole(idOrName: string, { name, ...wish }: UpdateRoleInput): Role {
    const changes = {
      ...(name === undefined ? {} : { name }),
      ...(wish.members || wish.default_members ? { members: this.#members(wish) } : {}),
      ...(wish.policies ? { policies: this.#policies(wish) } : {}),
    };
    return Object.assign(this.role(idOrName), changes);
  }

  deleteRole(idOrName: string): void {
    remove(this.roles, idOrName);
  }

  createPolicy(input: CreatePolicyInput): Policy {
    const policy = { id: this.newId(), ...input };
    this.policies.push(refuseTaken(this.policies, policy));
    return policy;
  }

  policy(idOrName: string): Policy {
    return find(this.policies, idOrName);
  }

  updatePolicy(idOrName: string, input: UpdatePolicyInput): Policy {
    return Object.assign(this.policy(idOrName), input);
  }

  deletePolicy(idOrName: string): void {
    remove(this.policies, idOrName);
  }

  #members({ members = [], default_members = [] }: UpdateRoleInput): Role['members'] {
    return members.map((wish) => {
      const { id, login } = this.user(typeof wish === 'string' ? wish : (wish.id ?? wish.login ?? ''));
      const isDefault = typeof wish === 'string' ? default_members.includes(login) : wish.default === true;
      return { type: 'subuser', id, login, default: isDefault };
    });
  }

  #policies({ policies = [] }: UpdateRoleInput): Role['policies'] {
    return policies.map((wish) => {
      const { id, name } = this.policy(typeof wish === 'string' ? wish : (wish.id ?? wish.name ?? ''));
      return { id, name };
    });
  }
}

function withoutKeys({ keys: _keys, ...user }: SubUser & { keys: Key[] }): SubUser {
  return user;
}

function isNamed({ id, name, login }: Named, text: string): boolean {
  return id === text || (name ?? login) === text;
}

function find<T extends Named>(all: readonly T[], text: string): T {
  const found = all.find((one) => isNamed(one, text));
  if (!found) throw new ResourceNotFoundError(`${text} not found`);
  return found;
}

function remove<T extends Named>(all: T[], text: string): void {
  all.splice(all.indexOf(find(all, text)), 1);
}

function refuseTaken<T extends Named>(all: readonly Named[], one: T): T {
  const name = one.name ?? one.login ?? '';
  if (all.some((other) => isNamed(other, name))) throw new InvalidArgumentError(`${name} is taken`);
  return one;
}
