import { generateKeyPairSync, randomUUID } from 'node:crypto';
import type { DatabaseHandle } from '@triton/database/open-database';
import type { SubUser } from '@triton/schemas/sub-user';
import type { CatalogTables } from './catalog-tables';
import { createPolicy } from './policies/create-policy';
import { deletePolicy } from './policies/delete-policy';
import { findPolicy } from './policies/find-policy';
import { listPolicies } from './policies/list-policies';
import { updatePolicy } from './policies/update-policy';
import { deleteRole } from './roles/delete-role';
import { findRole } from './roles/find-role';
import { listRoles } from './roles/list-roles';
import { putRole } from './roles/put-role';
import { openTestCatalog } from './testing/open-test-catalog';
import { ACME, OTHER, smallCatalog } from './testing/small-catalog';
import { updateAccount } from './update-account';
import { addUserKey } from './users/add-user-key';
import { createUser } from './users/create-user';
import { deleteUser } from './users/delete-user';
import { findSigner } from './users/find-signer';
import { findUser } from './users/find-user';
import { findUserKey } from './users/find-user-key';
import { listGrants } from './users/list-grants';
import { listUserKeys } from './users/list-user-keys';
import { listUsers } from './users/list-users';
import { removeUserKey } from './users/remove-user-key';
import { setUserPassword } from './users/set-user-password';
import { updateUser } from './users/update-user';

let catalog: DatabaseHandle<CatalogTables>;
let bob: SubUser;
beforeAll(async () => {
  catalog = await openTestCatalog(smallCatalog);
});
afterAll(() => catalog.close());
beforeEach(async () => {
  for (const table of ['catalog.roles', 'catalog.policies', 'catalog.sub_users'] as const) {
    await catalog.db.deleteFrom(table).execute();
  }
  bob = await newUser('bob');
});

const newUser = (login: string, account = ACME) =>
  createUser(catalog.db, account, { login, email: `${login}@acme.example`, password: 'secret-1', city: 'Vienna' });
const newKey = () => generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString();

describe('users', () => {
  test('a user is found by uuid and login, below their own account only, and shows no password', async () => {
    expect(bob).toEqual({
      id: expect.any(String),
      login: 'bob',
      email: 'bob@acme.example',
      city: 'Vienna',
      created: expect.any(String),
      updated: expect.any(String),
    });
    for (const name of [bob.id, 'bob']) {
      expect(await findUser(catalog.db, ACME, name)).toEqual(bob);
      expect(await findUser(catalog.db, OTHER, name)).toBeUndefined();
    }
  });

  test('a login is taken within its account, and free in another', async () => {
    const taken = { code: 'InvalidArgument', errors: [{ field: 'login', code: 'Duplicate' }] };
    await expect(newUser('bob')).rejects.toMatchObject(taken);
    await newUser('bob', OTHER);
    const eve = await newUser('eve');
    await expect(updateUser(catalog.db, eve.id, { login: 'bob' })).rejects.toMatchObject(taken);
    expect((await listUsers(catalog.db, ACME)).map(({ login }) => login)).toEqual(['bob', 'eve']);
  });

  test('what is given changes, an empty text removes, the rest stays', async () => {
    expect(await updateUser(catalog.db, bob.id, { phone: '1', city: '' })).toEqual({
      ...bob,
      city: undefined,
      phone: '1',
      updated: expect.any(String),
    });
    const account = await updateAccount(catalog.db, ACME, {
      companyName: '',
      postalCode: '1010',
      email: 'a@b.example',
    });
    expect(account).toMatchObject({ login: 'acme', postalCode: '1010', email: 'a@b.example' });
    expect(account).not.toHaveProperty('companyName');
  });

  test('passwords are kept as salted hashes only', async () => {
    const kept = async () => (await catalog.db.selectFrom('catalog.sub_users').select('password_hash').execute())[0];
    const first = await kept();
    await setUserPassword(catalog.db, bob.id, 'secret-1');
    const second = await kept();
    expect(first?.password_hash).toMatch(/^scrypt\$/);
    expect(second?.password_hash).not.toBe(first?.password_hash);
  });

  test('keys belong to the user, and go with them', async () => {
    const key = await addUserKey(catalog.db, bob.id, { name: 'laptop', key: newKey() });
    await expect(addUserKey(catalog.db, bob.id, { name: 'laptop', key: newKey() })).rejects.toMatchObject({
      errors: [{ field: 'name', code: 'Duplicate' }],
    });
    await expect(addUserKey(catalog.db, bob.id, { name: 'other', key: key.key })).rejects.toMatchObject({
      errors: [{ field: 'key', code: 'Duplicate' }],
    });
    expect(await findUserKey(catalog.db, bob.id, key.fingerprint)).toEqual(key);
    expect(await listUserKeys(catalog.db, bob.id)).toEqual([key]);
    expect(await findSigner(catalog.db, 'acme', 'bob', 'laptop')).toMatchObject({ user: { id: bob.id }, key });
    expect(await findSigner(catalog.db, 'acme', bob.id, 'laptop')).toMatchObject({ account: { id: ACME } });
    expect(await findSigner(catalog.db, 'other', 'bob', 'laptop')).toBeUndefined();
    await removeUserKey(catalog.db, bob.id, 'laptop');
    expect(await findSigner(catalog.db, 'acme', 'bob', 'laptop')).toBeUndefined();
    await addUserKey(catalog.db, bob.id, { name: 'laptop', key: newKey() });
    await deleteUser(catalog.db, bob.id);
    expect(await catalog.db.selectFrom('catalog.sub_user_keys').selectAll().execute()).toEqual([]);
  });
});

describe('policies and roles', () => {
  const newPolicy = (name: string, ...rules: string[]) => createPolicy(catalog.db, ACME, { name, rules });
  const newRole = async (name: string, more: object = {}) => {
    const role = { id: randomUUID(), name, members: [], policies: [], ...more };
    await putRole(catalog.db, ACME, role);
    return role;
  };
  const member = (user: SubUser, isDefault: boolean) => ({
    type: 'subuser' as const,
    id: user.id,
    login: user.login,
    default: isDefault,
  });

  test('a policy is made, found, changed and removed', async () => {
    const policy = await newPolicy('read', 'CAN getmachine');
    expect(await listPolicies(catalog.db, ACME)).toEqual([policy]);
    expect(await findPolicy(catalog.db, OTHER, policy.id)).toBeUndefined();
    const changed = await updatePolicy(catalog.db, policy, { rules: ['CAN listmachines'], description: 'reads' });
    expect(await findPolicy(catalog.db, ACME, 'read')).toEqual(changed);
    expect(await updatePolicy(catalog.db, changed, { description: '' })).not.toHaveProperty('description');
    await expect(newPolicy('read', 'CAN getmachine')).rejects.toMatchObject({ errors: [{ field: 'name' }] });
    await newPolicy('write', 'CAN createmachine');
    await expect(updatePolicy(catalog.db, policy, { name: 'write' })).rejects.toMatchObject({
      errors: [{ field: 'name', code: 'Duplicate' }],
    });
    await deletePolicy(catalog.db, policy.id);
    expect(await findPolicy(catalog.db, ACME, 'read')).toBeUndefined();
  });

  test('a role joins users and policies, and a user holds the rules of their roles', async () => {
    const read = await newPolicy('read', 'CAN getmachine', 'CAN listmachines');
    const role = await newRole('reader', {
      members: [member(bob, true)],
      policies: [{ id: read.id, name: 'read' }],
    });
    await newRole('empty', { members: [member(bob, false)] });
    expect(await findRole(catalog.db, ACME, 'reader')).toEqual(role);
    expect(await findRole(catalog.db, ACME, role.id)).toEqual(role);
    expect(await findRole(catalog.db, OTHER, role.id)).toBeUndefined();
    expect((await listRoles(catalog.db, ACME)).map(({ name }) => name)).toEqual(['empty', 'reader']);
    expect(await listGrants(catalog.db, bob.id)).toEqual([
      { role: 'empty', isDefault: false, rules: [] },
      { role: 'reader', isDefault: true, rules: ['CAN getmachine', 'CAN listmachines'] },
    ]);
    await putRole(catalog.db, ACME, { ...role, name: 'nobody', members: [], policies: [] });
    expect(await listGrants(catalog.db, bob.id)).toMatchObject([{ role: 'empty' }]);
    await expect(newRole('nobody')).rejects.toMatchObject({ errors: [{ field: 'name', code: 'Duplicate' }] });
    await deleteRole(catalog.db, role.id);
    expect(await findRole(catalog.db, ACME, role.id)).toBeUndefined();
  });

  test('nothing of another account can be tied to a role', async () => {
    const mallory = await newUser('mallory', OTHER);
    await expect(newRole('mixed', { members: [member(mallory, true)] })).rejects.toThrow(/foreign key/);
  });
});
