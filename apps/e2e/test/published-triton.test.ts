import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureAccountKey } from '@triton/dev-stack/account-key';
import { seedData } from '@triton/dev-stack/seed-data';
import { loadPrivateKey } from '@triton/http-auth/load-private-key';
import { expectDisks } from './expect-disks';
import { PublishedTriton } from './published-triton';
import { startWorld } from './start-world';
import type { World } from './world';

jest.setTimeout(180_000);

const { account, image, network, flexiblePackage, resizePackage } = seedData;
const PACKAGE = flexiblePackage.name;
const IMAGE = image.name;

let world: World;
let triton: PublishedTriton;
beforeAll(async () => {
  world = await startWorld();
  triton = await PublishedTriton.of(world);
});
afterAll(() => world?.close());

test('it is the version that users get from npm today', async () => {
  expect(await triton.prints('--version')).toContain('Triton CLI 7.17.0\n');
});

describe('env and profile', () => {
  const profile = () => ({
    name: 'dev',
    url: world.stack.urls.cloudapi,
    account: account.login,
    keyId: world.stack.keys[account.login]?.fingerprint ?? '',
  });

  test('env writes the variables of older tools, too', async () => {
    const lines = (await triton.prints('env')).split('\n');
    expect(lines).toContain('export TRITON_PROFILE="env"');
    expect(lines).toContain(`export SDC_URL="${world.stack.urls.cloudapi}"`);
    expect(lines).toContain(`export SDC_ACCOUNT="${account.login}"`);
  });

  test('a profile is made from JSON, made the current one, used by name, and deleted', async () => {
    const { keyId } = await triton.object('profile', 'get', '-j');
    const input = JSON.stringify({ ...profile(), keyId });
    const made = await triton.run(['profile', 'create', '-f', '-', '--no-docker'], { input });
    expect(made).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('Saved profile "dev"') });
    expect(await triton.object('profile', 'get', '-j', 'dev')).toMatchObject({ ...profile(), keyId });
    expect(await triton.prints('env', 'dev')).toContain('export TRITON_PROFILE="dev"');

    // Nothing in the environment names the stack now: the profile alone does.
    const none = { TRITON_URL: '', TRITON_ACCOUNT: '', TRITON_KEY_ID: '' };
    const byName = await triton.run(['-p', 'dev', 'account', 'get', '-j'], { env: none });
    expect(JSON.parse(byName.stdout)).toMatchObject({ login: account.login });
    await triton.prints('profile', 'set', 'dev');
    const current = await triton.run(['account', 'get', '-j'], { env: none });
    expect(JSON.parse(current.stdout)).toMatchObject({ login: account.login });
    expect((await triton.list('profile', 'list')).map(({ name, curr }) => [name, curr])).toEqual([
      ['env', false],
      ['dev', true],
    ]);
    await triton.prints('profile', 'set', 'env');
    await triton.prints('profile', 'delete', '-f', 'dev');
    expect(await triton.list('profile', 'list')).toHaveLength(1);
  });
});

describe('account, datacenter and keys', () => {
  test('account, info, limits, datacenters and services', async () => {
    const { cloudapi: url } = world.stack.urls;
    const [shown, info, limits, datacenters, services] = await Promise.all([
      triton.object('account', 'get', '-j'),
      triton.object('info', '-j'),
      triton.prints('account', 'limits', '-j'),
      triton.object('datacenters', '-j'),
      triton.object('services', '-j'),
    ]);
    expect(shown).toMatchObject({ id: account.id, login: account.login, email: 'ops@acme.example' });
    expect(info).toEqual({
      login: account.login,
      name: 'Wile E. Coyote',
      email: 'ops@acme.example',
      url,
      totalDisk: 0,
      totalMemory: 0,
      totalInstances: 0,
      instances: {},
    });
    expect(JSON.parse(limits)).toEqual([]);
    expect(datacenters).toEqual({ dev: url });
    expect(services).toMatchObject({ cloudapi: url });
    expect(await triton.prints('account', 'get')).toContain(`login: ${account.login}\n`);
  });

  test('keys of every kind that it can sign with are added, sign, are listed, and are deleted', async () => {
    const keys = [
      newKey('rsa', generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey),
      newKey('p256', generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey),
      newKey('p521', generateKeyPairSync('ec', { namedCurve: 'P-521' }).privateKey),
    ];
    await Promise.all(keys.map(({ name, file }) => triton.prints('key', 'add', '-n', name, file)));
    const accounts = await Promise.all(
      keys.map(({ fingerprintSha256 }) => triton.object('-k', fingerprintSha256, 'account', 'get', '-j')),
    );
    expect(accounts).toEqual(keys.map(() => expect.objectContaining({ id: account.id })));
    expect(await triton.list('key', 'list')).toEqual(
      expect.arrayContaining(
        keys.map(({ name, fingerprintMd5: fingerprint, openssh }) => ({ name, fingerprint, key: openssh })),
      ),
    );
    await triton.prints('key', 'delete', '-f', ...keys.map(({ name }) => name));
    expect((await triton.list('key', 'list')).map(({ name }) => name).sort()).toEqual(['dev', 'published-triton']);
    const gone = keys[0]?.fingerprintMd5 ?? '';
    expect(await triton.refuses('-k', gone, 'account', 'get')).toContain('InvalidCredentials');
  });

  /** As ssh-keygen leaves it: the private key in the user's `.ssh`, its public half with a comment beside it. */
  function newKey(name: string, privateKey: KeyObject) {
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const { fingerprintMd5, fingerprintSha256, openssh } = loadPrivateKey(pem).publicKey;
    const file = join(triton.folder('.ssh'), `${name}.pub`);
    writeFileSync(file.replace(/\.pub$/, ''), pem, { mode: 0o600 });
    writeFileSync(file, `${openssh} me@here\n`);
    return { name, file, openssh, fingerprintMd5, fingerprintSha256 };
  }
});

describe('catalogue', () => {
  test('packages are listed, filtered, and found by name, short id and id, with what RFD 154 adds to them', async () => {
    const [table, flexible, byShortId, byId, filtered] = await Promise.all([
      triton.table('package', 'list', '-H', '-o', 'name,flexible_disk,disks', '-s', 'name'),
      triton.object('package', 'get', PACKAGE),
      triton.object('package', 'get', '4be3f1a0'),
      triton.object('package', 'get', 'e9170d3b-c2a4-4f85-8b6d-1a5e7c90f248'),
      triton.list('package', 'list', 'memory=7680'),
    ]);
    expect(table).toEqual([
      ['b4-highcpu-bhyve-3.75g', 'true', '-'],
      ['b4-highcpu-bhyve-7.5g', 'true', '-'],
      ['b4-one-disk-3.75g', 'true', expect.stringContaining('remaining')],
      ['b4-space-for-snapshots-3.75g', 'true', expect.anything()],
      ['k4-highcpu-bhyve-3.75g', '-', '-'],
    ]);
    expect(flexible).toMatchObject({ id: flexiblePackage.uuid, name: PACKAGE, disk: 102400, flexible_disk: true });
    expect(byShortId).toMatchObject({ name: 'b4-space-for-snapshots-3.75g', disks: [{}] });
    expect(byId).toMatchObject({ name: 'b4-one-disk-3.75g', disks: [{ size: 'remaining' }] });
    expect(filtered.map(({ name }) => name)).toEqual([resizePackage.name]);
  });

  test('images and networks are listed and found, and other networks are not seen', async () => {
    const [images, byVersion, networks, byName] = await Promise.all([
      triton.table('image', 'list', '-H', '-o', 'id,name,type,state'),
      triton.object('image', 'get', `${IMAGE}@20220901`),
      triton.list('network', 'list'),
      triton.object('network', 'get', 'external'),
    ]);
    expect(images).toEqual([[image.id, IMAGE, 'zvol', 'active']]);
    expect(byVersion).toMatchObject({ id: image.id, image_size: 10240, os: 'linux' });
    expect(networks.map(({ id, name }) => [id, name])).toEqual([[network.id, 'external']]);
    expect(byName).toMatchObject({ id: network.id, public: true, subnet: '10.88.0.0/16' });
    const admin = await triton.run(['network', 'get', 'admin']);
    expect(admin).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('ResourceNotFound') });
  });
});

describe('sub-users', () => {
  const add = async (noun: string, data: object) => {
    const added = await triton.run(['rbac', noun, '-a', '-'], { input: JSON.stringify(data) });
    expect(added).toMatchObject({ exitCode: 0, stderr: '' });
  };

  test('one may delete a disk and another may not, as the policies of their roles say', async () => {
    const id = await world.newMachine({ name: 'shared', disks: [{}, { size: 1024 }] }, { stopped: true });
    const look = 'CAN getmachine AND listmachines AND listmachinedisks AND getmachinedisk';
    const users = { looker: [look], deleter: [look, 'CAN deletemachinedisk'] };
    const as: Record<string, string[]> = {};
    for (const [login, rules] of Object.entries(users)) {
      const key = ensureAccountKey(join(triton.folder('.ssh'), login), login);
      as[login] = ['-u', login, '-k', key.fingerprint, '-r', `${login}s`];
      await add('user', { login, password: 'secret-secret-1', email: `${login}@acme.example` });
      await triton.prints('rbac', 'key', '-a', '-n', 'laptop', login, key.publicKeyFile);
      await add('policy', { name: `${login}-policy`, rules });
      await add('role', { name: `${login}s`, members: [login], policies: [`${login}-policy`] });
    }
    const disk = await world.diskIn(id, '0:4:1');
    const remove = ['instance', 'disk', 'delete', '-w', 'shared', disk];
    const { looker = [], deleter = [] } = as;
    expect(await triton.list(...looker, 'instance', 'disk', 'list', 'shared')).toHaveLength(2);
    expect(await triton.refuses(...looker, ...remove)).toContain('(NotAuthorized)');
    expect(await triton.refuses(...looker, 'instance', 'start', 'shared')).toContain('not allowed to StartMachine');
    await expectDisks(world, id, { '0:4:0': 10240, '0:4:1': 1024 });
    await triton.prints(...deleter, ...remove);
    await expectDisks(world, id, { '0:4:0': 10240 });
    expect((await triton.list('rbac', 'users')).map(({ login }) => login).sort()).toEqual(['deleter', 'looker']);
  });
});
