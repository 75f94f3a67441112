import type { Role } from '@triton/schemas/role';
import type { SubUser } from '@triton/schemas/sub-user';
import { newKeyPair } from './key-pairs';
import { ACME } from './seed';
import { startWorld, type World } from './world';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());
beforeEach(async () => {
  for (const table of ['catalog.roles', 'catalog.policies', 'catalog.sub_users'] as const) {
    await world.db.deleteFrom(table).execute();
  }
});

const user = (login: string) => ({ login, email: `${login}@acme.example`, password: 'secret-1' });
const post = (path: string, body: object, headers = {}) => world.request('POST', `/acme${path}`, { body, headers });
const get = (path: string) => world.request('GET', `/acme${path}`);
const remove = (path: string, headers = {}) => world.request('DELETE', `/acme${path}`, { headers });

/** A user of acme's with a key, and how they ask. */
async function newUser(login: string) {
  const key = newKeyPair();
  const { id } = await world.client.createUser(user(login));
  await world.client.createUserKey(login, { name: 'laptop', key: key.publicKey.openssh });
  const ask = (method: string, path: string, body?: object) =>
    world.request(method, path, { login: `acme/users/${login}`, key, body });
  return { id, login, key, ask };
}

const allow = (name: string, ...rules: string[]) => world.client.createPolicy({ name, rules });

describe('who may do what', () => {
  test('DeleteMachineDisk is allowed to one user and denied to another, who may look', async () => {
    await allow('read', 'CAN get* AND list*');
    await allow('delete-disks', 'CAN deletemachinedisk');
    const [bob, eve] = [await newUser('bob'), await newUser('eve')];
    const member = ({ login }: { login: string }) => ({ type: 'subuser' as const, login, default: true });
    await world.client.createRole({ name: 'readers', members: [bob, eve].map(member), policies: ['read'] });
    await world.client.createRole({ name: 'cleaners', members: [member(bob)], policies: ['delete-disks'] });
    const vm = world.putVm();
    const path = `/acme/machines/${vm.uuid}/disks/${vm.disks[1]?.uuid}`;
    for (const { ask } of [bob, eve]) expect((await ask('GET', path)).status).toBe(200);
    expect(await eve.ask('DELETE', path)).toMatchObject({
      status: 403,
      body: { code: 'NotAuthorized', message: 'eve is not allowed to DeleteMachineDisk' },
    });
    expect((await bob.ask('DELETE', path)).status).toBe(204);
    expect(world.vmapi.calls.at(-1)?.headers['x-context']).toContain(
      `/acme/users/bob/keys/${bob.key.publicKey.fingerprintMd5}`,
    );
  });

  test('a role that is not theirs by default counts when it is named in as-role', async () => {
    await allow('read', 'CAN getaccount');
    const bob = await newUser('bob');
    await world.client.createRole({ name: 'reader', members: ['bob'], policies: ['read'] });
    await world.client.createRole({ name: 'other', members: [], policies: ['read'] });
    const statusOf = async (query: string) => (await bob.ask('GET', `/my${query}`)).status;
    expect(await statusOf('')).toBe(403);
    for (const query of ['?as-role=reader', '?as-role=*', '?as-role=%20reader', '?x=1&as-role=reader']) {
      expect(await statusOf(query)).toBe(200);
    }
    for (const query of ['?as-role=other', '?as-role=reader,other', '?as-role=nonsense', '?as-role=']) {
      expect(await statusOf(query)).toBe(403);
    }
  });

  test('where from, when and to what counts; CAN NOT wins', async () => {
    const bob = await newUser('bob');
    const statusWith = async (...rules: string[]) => {
      await allow('one', ...rules);
      await world.client.createRole({ name: 'one', members: [{ login: 'bob', default: true }], policies: ['one'] });
      const { status } = await bob.ask('GET', '/my/keys');
      await world.client.deleteRole('one');
      await world.client.deletePolicy('one');
      return status;
    };
    expect(await statusWith('CAN listkeys WHEN sourceip = 127.0.0.1')).toBe(200);
    expect(await statusWith('CAN listkeys WHEN sourceip = 10.0.0.0/8')).toBe(403);
    expect(await statusWith('CAN listkeys /acme/keys')).toBe(200);
    expect(await statusWith('CAN listkeys /acme/users/*')).toBe(403);
    expect(await statusWith('CAN *', 'CAN NOT listkeys')).toBe(403);
    expect(await statusWith('eve CAN listkeys')).toBe(403);
  });

  test('what a user holds changes at once: membership, rules, keys, and the user themselves', async () => {
    await allow('read', 'CAN getaccount');
    const bob = await newUser('bob');
    const status = async () => (await bob.ask('GET', '/acme')).status;
    await world.client.createRole({ name: 'reader', members: [{ login: 'bob', default: true }], policies: ['read'] });
    expect(await status()).toBe(200);
    await world.client.updateRole('reader', { members: [] });
    expect(await status()).toBe(403);
    await world.client.updateRole('reader', { default_members: ['bob'] });
    expect(await status()).toBe(200);
    await world.client.updatePolicy('read', { rules: ['CAN listkeys'] });
    expect(await status()).toBe(403);
    await world.client.updatePolicy('read', { rules: ['CAN getaccount'] });
    expect(await status()).toBe(200);
    await world.client.deleteUserKey('bob', 'laptop');
    expect(await status()).toBe(401);
    await world.client.createUserKey('bob', { name: 'laptop', key: bob.key.publicKey.openssh });
    expect(await status()).toBe(200);
    await world.client.deleteUser('bob');
    expect(await status()).toBe(401);
  });

  test('an operator acts on any account, and is told as one to its owner', async () => {
    await world.db.updateTable('catalog.accounts').set({ operator: true }).where('login', '=', 'globex').execute();
    const asked = { login: 'globex', key: world.keys.globex };
    const vm = world.putVm();
    const body = { action: 'start' };
    expect((await world.request('POST', `/acme/machines/${vm.uuid}`, { ...asked, body })).status).toBe(202);
    expect((await world.request('GET', '/nobody', asked)).status).toBe(404);
    world.vmapi.finishJobs();
    expect((await get(`/machines/${vm.uuid}/audit`)).body).toMatchObject([{ caller: { type: 'operator' } }]);
    await world.db.updateTable('catalog.accounts').set({ operator: false }).where('login', '=', 'globex').execute();
  });
});

describe('users', () => {
  test('a user is made, shown, changed and removed; absent keys are really absent', async () => {
    const made = await post('/users', { ...user('bob'), city: 'Vienna' });
    expect([made.status, made.headers.get('location')]).toEqual([201, '/acme/users/bob']);
    const keys = ['city', 'created', 'email', 'id', 'login', 'updated'];
    expect(Object.keys(made.body as object).sort()).toEqual(keys);
    const { id } = made.body as SubUser;
    for (const name of ['bob', id]) expect(await get(`/users/${name}`)).toMatchObject({ status: 200, body: made.body });
    expect((await get('/users')).body).toEqual([made.body]);
    const changed = await post('/users/bob', { login: 'robert', city: '', phone: '1' });
    expect(changed).toMatchObject({ status: 200, body: { id, login: 'robert', phone: '1' } });
    expect(changed.body).not.toHaveProperty('city');
    const password = { password: 'secret-2', password_confirmation: 'secret-2' };
    expect((await post('/users/robert/change_password', password)).status).toBe(200);
    expect(await remove('/users/robert')).toMatchObject({ status: 204, text: '' });
    expect(await get('/users/robert')).toMatchObject({ status: 404, body: { code: 'ResourceNotFound' } });
  });

  test('membership shows roles by name, those that count by default apart', async () => {
    await world.client.createUser(user('bob'));
    await world.client.createRole({ name: 'one', members: ['bob'] });
    await world.client.createRole({ name: 'two', default_members: ['bob'] });
    expect((await get('/users/bob?membership=true')).body).toMatchObject({
      roles: ['one', 'two'],
      default_roles: ['two'],
    });
    expect((await get('/users/bob')).body).not.toHaveProperty('roles');
  });

  test.each<[fault: string, path: string, body: object, code: string, field: string]>([
    ['no login', '/users', { ...user('x'), login: undefined }, 'MissingParameter', 'login'],
    ['no email', '/users', { ...user('bob'), email: undefined }, 'MissingParameter', 'email'],
    ['no password', '/users', { ...user('bob'), password: undefined }, 'MissingParameter', 'password'],
    ['a short password', '/users', { ...user('bob'), password: '123' }, 'InvalidArgument', 'password'],
    ['no email address', '/users', { ...user('bob'), email: 'bob' }, 'InvalidArgument', 'email'],
    ['a login with a slash', '/users', user('a/b'), 'InvalidArgument', 'login'],
    ['a login that is taken', '/users', user('taken'), 'InvalidArgument', 'login'],
    ['another login that is taken', '/users/other', { login: 'taken' }, 'InvalidArgument', 'login'],
    [
      'two passwords',
      '/users/taken/change_password',
      { password: 'secret-1', password_confirmation: 'secret-2' },
      'InvalidArgument',
      'password_confirmation',
    ],
    [
      'one password',
      '/users/taken/change_password',
      { password: 'secret-1' },
      'MissingParameter',
      'password_confirmation',
    ],
  ])('%s is refused, and the field is named', async (_fault, path, body, code, field) => {
    await world.client.createUser(user('taken'));
    await world.client.createUser(user('other'));
    expect(await post(path, body)).toMatchObject({ status: 409, body: { code, errors: [{ field }] } });
  });
});

describe('roles and policies', () => {
  test('a role as API 9 writes it, and as 7 and 8 did', async () => {
    const { id } = await world.client.createUser(user('bob'));
    const policy = await allow('read', 'CAN getmachine');
    const members = [{ type: 'subuser', login: 'bob', default: true }];
    const made = await post('/roles', { name: 'reader', members, policies: [{ name: 'read' }] });
    const role = {
      id: expect.any(String),
      name: 'reader',
      members: [{ type: 'subuser', id, login: 'bob', default: true }],
      policies: [{ id: policy.id, name: 'read' }],
    };
    expect(made).toMatchObject({ status: 201, body: role });
    const { id: roleId } = made.body as Role;
    expect(made.headers.get('location')).toBe(`/acme/roles/${roleId}`);
    for (const name of ['reader', roleId]) expect((await get(`/roles/${name}`)).body).toEqual(made.body);
    const old = await post('/roles', { name: 'old', members: ['bob'], default_members: ['bob'], policies: ['read'] });
    expect(old.body).toEqual({ ...role, name: 'old' });
    expect(await post('/roles/old', { members: [], policies: [] })).toMatchObject({
      status: 200,
      body: { name: 'old', members: [], policies: [] },
    });
    expect((await remove('/roles/old')).status).toBe(204);
    expect(((await get('/roles')).body as Role[]).map(({ name }) => name)).toEqual(['reader']);
  });

  test.each<[fault: string, path: string, body: object, code: string, field: string]>([
    ['no name', '/roles', {}, 'MissingParameter', 'name'],
    ['a name that is taken', '/roles', { name: 'taken' }, 'InvalidArgument', 'name'],
    ['a name with a comma', '/roles', { name: 'a,b' }, 'InvalidArgument', 'name'],
    ['a member that is not there', '/roles', { name: 'x', members: ['nobody'] }, 'InvalidArgument', 'members.0'],
    [
      'an account as a member',
      '/roles',
      { name: 'x', members: [{ type: 'account', id: ACME }] },
      'InvalidArgument',
      'members.0.type',
    ],
    [
      'a default member that is not there',
      '/roles',
      { name: 'x', default_members: ['n'] },
      'InvalidArgument',
      'default_members.0',
    ],
    ['a policy that is not there', '/roles', { name: 'x', policies: ['none'] }, 'InvalidArgument', 'policies.0'],
    ['no name', '/policies', { rules: ['CAN getmachine'] }, 'MissingParameter', 'name'],
    ['no rules', '/policies', { name: 'x' }, 'MissingParameter', 'rules'],
    ['an empty list of rules', '/policies', { name: 'x', rules: [] }, 'InvalidArgument', 'rules'],
    [
      'a rule that is none',
      '/policies',
      { name: 'x', rules: ['CAN getmachine', 'please'] },
      'InvalidArgument',
      'rules.1',
    ],
    ['a rule about nothing', '/policies', { name: 'x', rules: ['CAN fly'] }, 'InvalidArgument', 'rules.0'],
    ['a name that is taken', '/policies', { name: 'taken', rules: ['CAN *'] }, 'InvalidArgument', 'name'],
    ['a rule that is none', '/policies/taken', { rules: ['CAN'] }, 'InvalidArgument', 'rules.0'],
  ])('%s is refused at %s, and the field is named', async (_fault, path, body, code, field) => {
    await allow('taken', 'CAN getmachine');
    await world.client.createRole({ name: 'taken' });
    const answer = await post(path, body);
    expect(answer).toMatchObject({ status: 409, body: { code } });
    expect((answer.body as { errors: { field: string }[] }).errors[0]).toMatchObject({ field });
  });
});

test('an ETag that still holds lets a change through, one that does not is 412, at each thing of an account', async () => {
  await world.client.createUser(user('bob'));
  await world.client.createUserKey('bob', { name: 'laptop', key: newKeyPair().publicKey.openssh });
  await allow('read', 'CAN getmachine');
  await world.client.createRole({ name: 'reader' });
  const changes: [path: string, method: string, body?: object][] = [
    ['', 'POST', { city: 'Vienna' }],
    ['/keys', 'POST', { name: 'etag', key: newKeyPair().publicKey.openssh }],
    ['/keys/etag', 'DELETE'],
    ['/users', 'POST', user('eve')],
    ['/users/bob', 'POST', { city: 'Vienna' }],
    ['/users/bob/keys', 'POST', { name: 'new', key: newKeyPair().publicKey.openssh }],
    ['/users/bob/keys/laptop', 'DELETE'],
    ['/roles', 'POST', { name: 'new' }],
    ['/roles/reader', 'POST', { members: ['bob'] }],
    ['/policies', 'POST', { name: 'new', rules: ['CAN *'] }],
    ['/policies/read', 'POST', { rules: ['CAN *'] }],
    ['/policies/read', 'DELETE'],
    ['/roles/reader', 'DELETE'],
    ['/users/bob', 'DELETE'],
  ];
  for (const [path, method, body] of changes) {
    const change = (ifMatch: string) =>
      world.request(method, `/acme${path}`, { body, headers: { 'if-match': ifMatch } });
    expect(await change('"outdated"')).toMatchObject({ status: 412, body: { code: 'PreconditionFailed' } });
    const etag = (await get(path)).headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[\w-]+"$/);
    expect((await change(`"other", ${etag}`)).status).toBeLessThan(300);
  }
  expect((await post('', { city: 'Graz' }, { 'if-match': '*' })).status).toBe(200);
});

test('the account changes what it says of itself, and only that', async () => {
  const facts = { email: 'new@acme.example', companyName: 'Acme', postalCode: '1010', triton_cns_enabled: true };
  const changed = await post('', facts);
  expect(changed).toMatchObject({ status: 200, body: { id: ACME, login: 'acme', ...facts } });
  expect((await get('')).body).toEqual(changed.body);
  expect((await post('', { companyName: '' })).body).not.toHaveProperty('companyName');
  for (const field of ['login', 'id', 'approved_for_provisioning', 'operator']) {
    expect(await post('', { [field]: 'x' })).toMatchObject({ status: 409, body: { errors: [{ field }] } });
  }
});

test('a datacenter is where it says, another one is not known', async () => {
  const found = await get('/datacenters/us-test-1');
  expect(found).toMatchObject({ status: 302, body: { code: 'ResourceMoved' } });
  expect(found.headers.get('location')).toBe(world.url);
  expect(await get('/datacenters/elsewhere')).toMatchObject({ status: 404, body: { code: 'ResourceNotFound' } });
});
