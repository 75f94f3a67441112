import type { CreateKeyInput, Key } from '@triton/schemas/key';
import type { CreatePolicyInput, Policy, UpdatePolicyInput } from '@triton/schemas/policy';
import type { CreateRoleInput, Role, UpdateRoleInput } from '@triton/schemas/role';
import type { CreateUserInput, SubUser, UpdateUserInput } from '@triton/schemas/sub-user';
import type { CallOptions } from './call-options';
import { CloudapiMachineCalls } from './cloudapi-machine-calls';

/** CloudAPI's operations on who may do what: the account's keys, its sub-users, their roles and policies. */
export abstract class CloudapiAccessCalls extends CloudapiMachineCalls {
  listKeys(): Promise<Key[]> {
    return this.get('/keys');
  }

  getKey(nameOrFingerprint: string): Promise<Key> {
    return this.get(path('keys', nameOrFingerprint));
  }

  createKey(input: CreateKeyInput, options: CallOptions = {}): Promise<Key> {
    return this.send('post', '/keys', input, options);
  }

  async deleteKey(nameOrFingerprint: string, options: CallOptions = {}): Promise<void> {
    await this.remove(path('keys', nameOrFingerprint), options);
  }

  listUsers(): Promise<SubUser[]> {
    return this.get('/users');
  }

  /** A user by id or login; with `membership` also the names of their roles. */
  getUser(idOrLogin: string, { membership }: { membership?: boolean } = {}): Promise<SubUser> {
    return this.get(path('users', idOrLogin), { membership });
  }

  createUser(input: CreateUserInput, options: CallOptions = {}): Promise<SubUser> {
    return this.send('post', '/users', input, options);
  }

  updateUser(idOrLogin: string, input: UpdateUserInput, options: CallOptions = {}): Promise<SubUser> {
    return this.send('post', path('users', idOrLogin), input, options);
  }

  changeUserPassword(idOrLogin: string, password: string, options: CallOptions = {}): Promise<SubUser> {
    const input = { password, password_confirmation: password };
    return this.send('post', path('users', idOrLogin, 'change_password'), input, options);
  }

  async deleteUser(idOrLogin: string, options: CallOptions = {}): Promise<void> {
    await this.remove(path('users', idOrLogin), options);
  }

  listUserKeys(idOrLogin: string): Promise<Key[]> {
    return this.get(path('users', idOrLogin, 'keys'));
  }

  getUserKey(idOrLogin: string, nameOrFingerprint: string): Promise<Key> {
    return this.get(path('users', idOrLogin, 'keys', nameOrFingerprint));
  }

  createUserKey(idOrLogin: string, input: CreateKeyInput, options: CallOptions = {}): Promise<Key> {
    return this.send('post', path('users', idOrLogin, 'keys'), input, options);
  }

  async deleteUserKey(idOrLogin: string, nameOrFingerprint: string, options: CallOptions = {}): Promise<void> {
    await this.remove(path('users', idOrLogin, 'keys', nameOrFingerprint), options);
  }

  listRoles(): Promise<Role[]> {
    return this.get('/roles');
  }

  getRole(idOrName: string): Promise<Role> {
    return this.get(path('roles', idOrName));
  }

  createRole(input: CreateRoleInput, options: CallOptions = {}): Promise<Role> {
    return this.send('post', '/roles', input, options);
  }

  updateRole(idOrName: string, input: UpdateRoleInput, options: CallOptions = {}): Promise<Role> {
    return this.send('post', path('roles', idOrName), input, options);
  }

  async deleteRole(idOrName: string, options: CallOptions = {}): Promise<void> {
    await this.remove(path('roles', idOrName), options);
  }

  listPolicies(): Promise<Policy[]> {
    return this.get('/policies');
  }

  getPolicy(idOrName: string): Promise<Policy> {
    return this.get(path('policies', idOrName));
  }

  /** Rules are sentences such as `CAN getmachine AND deletemachinedisk WHEN sourceip = 10.0.0.0/8`. */
  createPolicy(input: CreatePolicyInput, options: CallOptions = {}): Promise<Policy> {
    return this.send('post', '/policies', input, options);
  }

  updatePolicy(idOrName: string, input: UpdatePolicyInput, options: CallOptions = {}): Promise<Policy> {
    return this.send('post', path('policies', idOrName), input, options);
  }

  async deletePolicy(idOrName: string, options: CallOptions = {}): Promise<void> {
    await this.remove(path('policies', idOrName), options);
  }
}

function path(...segments: string[]): string {
  return segments.map((segment) => `/${encodeURIComponent(segment)}`).join('');
}
