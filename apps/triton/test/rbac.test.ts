import { startWorld, type World } from './world';

let world: World;
beforeAll(async () => void (world = await startWorld()));
afterAll(() => world.close());
beforeEach(() => world.reset());

const JILL = { login: 'jill', email: 'jill@acme.example', password: 'open sesame' };
const rbac = (...argv: string[]) => world.triton('rbac', ...argv);
const add = (kind: string, input: object) => world.tritonOf({ input: JSON.stringify(input) }, 'rbac', kind, '-a', '-');
const addAll = async (): Promise<void> => {
  await add('user', { ...JILL, firstName: 'Jill' });
  await add('policy', { name: 'disks', rules: ['CAN deletemachinedisk', 'CAN getmachine'] });
  await add('role', { name: 'ops', policies: ['disks'], members: ['jill'], default_members: ['jill'] });
};

test('users, policies and roles are added and listed', async () => {
  expect((await add('user', JILL)).stdout).toEqual([expect.stringMatching(/^Added user jill \([0-9a-f-]{36}\)$/)]);
  await add('policy', { name: 'disks', description: 'Change disks', rules: ['CAN deletemachinedisk'] });
  await add('role', { name: 'ops', policies: ['disks'], members: ['jill'], default_members: ['jill'] });
  expect((await rbac('users', '-Ho', 'login,email')).stdout).toEqual(['jill  jill@acme.example']);
  expect((await rbac('policies', '-Ho', 'name,description,nrules')).stdout).toEqual(['disks  Change disks  1']);
  expect((await rbac('roles', '-Ho', 'name,policies,members')).stdout).toEqual(['ops  disks  jill*']);
  expect(JSON.parse((await rbac('roles', '-j')).stdout.join())).toMatchObject({ members: [{ login: 'jill' }] });
});

test('one is shown, users with their roles', async () => {
  await addAll();
  expect(JSON.parse((await rbac('user', '-j', 'jill')).stdout.join())).toMatchObject({ login: 'jill', roles: ['ops'] });
  expect(JSON.parse((await rbac('role', '-j', 'ops')).stdout.join())).toMatchObject({ policies: [{ name: 'disks' }] });
  expect(JSON.parse((await rbac('policy', 'disks')).stdout.join('\n'))).toMatchObject({ name: 'disks' });
  for (const kind of ['user', 'role', 'policy']) expect((await rbac(kind, 'nonesuch')).status).toBe(3);
});

test('one is edited', async () => {
  await addAll();
  const edits = [(text: string) => text.replace('CAN deletemachinedisk', 'CAN createmachinedisk')];
  const { stdout } = await world.tritonOf({ edits }, 'rbac', 'policy', '-e', 'disks');
  expect(stdout).toEqual(['Updated policy disks']);
  expect(world.cloudapi.cloud.access.policies[0]?.rules).toEqual(['CAN createmachinedisk', 'CAN getmachine']);
  const before = world.cloudapi.asked.length;
  expect((await world.tritonOf({ edits: [] }, 'rbac', 'user', '-e', 'jill')).stderr).toEqual(['Nothing was changed.']);
  expect(world.cloudapi.asked).toHaveLength(before + 1); // it was shown, and not changed
});

test('a new one can be written in the editor; the password is asked for, and not shown', async () => {
  const edits = [() => JSON.stringify({ login: 'jack', email: 'jack@acme.example' })];
  const { status, questions } = await world.tritonOf({ edits, answers: ['open sesame'] }, 'rbac', 'user', '-a');
  expect([status, questions]).toEqual([0, ['(secret) Password of the new user:']]);
  expect(world.cloudapi.cloud.access.users).toMatchObject([{ login: 'jack' }]);
});

test('several are deleted, after a question', async () => {
  await addAll();
  const { questions } = await world.tritonOf({ answers: ['n'] }, 'rbac', 'user', '-d', 'jill', 'jack');
  expect(questions).toEqual(['Delete users "jill", "jack"? [y/n]']);
  expect((await rbac('user', '-df', 'jill', 'jack')).status).toBe(3);
  expect((await rbac('role', '-df', 'ops')).stdout).toEqual(['Deleted role ops']);
  expect((await rbac('policy', '-df', 'disks')).status).toBe(0);
  const { users, roles, policies } = world.cloudapi.cloud.access;
  expect([users, roles, policies]).toEqual([[], [], []]);
});

test('the keys of a user are added, listed, shown and deleted', async () => {
  await addAll();
  const file = world.write('id.pub', 'ssh-ed25519 AAAA jill\n');
  expect((await rbac('key', '-a', '-n', 'laptop', 'jill', file)).stdout).toEqual([
    expect.stringMatching(/^Added key laptop \(\S+\) to user jill$/),
  ]);
  expect((await rbac('keys', '-Ho', 'name', 'jill')).stdout).toEqual(['laptop']);
  expect((await rbac('key', 'jill', 'laptop')).stdout).toEqual(['ssh-ed25519 AAAA jill']);
  expect((await rbac('key', '-df', 'jill', 'laptop')).stdout).toEqual(['Deleted key laptop of user jill']);
  expect((await rbac('key', 'jill', 'laptop')).status).toBe(3);
  expect((await rbac('key', '-a', 'jill', `${world.home}/.ssh/id_ecdsa`)).stderr[0]).toContain('is a private key');
});

test.each([
  [['user']],
  [['user', '']],
  [['user', 'a', 'b']],
  [['user', '-a', '-d', 'a']],
  [['user', '-a', '/no/such']],
  [['user', '-e', 'jill']],
  [['role', '-d']],
  [['role', '-df', '']],
  [['key', 'jill']],
  [['key', '', 'x']],
  [['key', 'jill', '']],
  [['key', '-ad', 'jill', 'x']],
  [['keys', '']],
])('rbac %j is refused', async (argv) => {
  await addAll();
  const changes = (): string[] => world.cloudapi.asked.filter((line) => !line.startsWith('GET '));
  const before = changes();
  expect((await rbac(...argv)).status).toBe(2);
  expect(changes()).toEqual(before);
});
