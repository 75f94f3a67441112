import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startWorld, type World } from './world';

let world: World;
beforeAll(async () => void (world = await startWorld()));
afterAll(() => world.close());
beforeEach(() => world.reset());

const KEY_ID = '00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff';
const OFFICE = { url: 'http://office.example.com', account: 'office', keyId: KEY_ID };
const ENV = { TRITON_URL: 'http://env.example.com', TRITON_ACCOUNT: 'env-account', TRITON_KEY_ID: KEY_ID };
const SDC = { SDC_URL: 'http://sdc.example.com', SDC_ACCOUNT: 'sdc-account', SDC_KEY_ID: KEY_ID };
const CONFIG = '.triton/config.json';
const PROFILE = '.triton/profiles.d/office.json';

const current = async (env: Record<string, string>, ...argv: string[]): Promise<unknown> => {
  const { stdout, stderr } = await world.tritonIn(env, ...argv, 'profile', 'get', '-j');
  return stdout[0] === undefined ? stderr : JSON.parse(stdout[0]);
};

describe('which profile', () => {
  beforeEach(() => world.write(PROFILE, OFFICE));
  const office = { name: 'office', ...OFFICE };
  const env = { name: 'env', url: ENV.TRITON_URL, account: 'env-account', keyId: KEY_ID };
  const sdc = { name: 'env', url: SDC.SDC_URL, account: 'sdc-account', keyId: KEY_ID };

  test.each<[string, Record<string, string>, string[], object]>([
    ['the environment', ENV, [], env],
    ['older names of it', SDC, [], sdc],
    ['TRITON_… before SDC_…, one by one', { ...SDC, TRITON_ACCOUNT: 'x' }, [], { ...sdc, account: 'x' }],
    ['an empty variable is none', { ...SDC, TRITON_URL: '' }, [], sdc],
    ['-p', ENV, ['-p', 'office'], office],
    ['--profile', {}, ['--profile=office'], office],
    ['TRITON_PROFILE before the environment', { ...ENV, TRITON_PROFILE: 'office' }, [], office],
    ['-p before TRITON_PROFILE', { ...ENV, TRITON_PROFILE: 'office' }, ['-p', 'env'], env],
    [
      'options before all',
      ENV,
      ['-a', 'bob', '-U', 'https://x.org', '-i', '-u', 'jill'],
      {
        ...env,
        account: 'bob',
        url: 'https://x.org',
        insecure: true,
        user: 'jill',
      },
    ],
    [
      'options alone',
      {},
      ['-a', 'bob', '-U', 'https://x.org', '-k', `MD5:${KEY_ID}`],
      {
        name: 'env',
        account: 'bob',
        url: 'https://x.org',
        keyId: `MD5:${KEY_ID}`,
      },
    ],
    ['a sub-user', { ...ENV, TRITON_USER: 'jill' }, [], { ...env, user: 'jill' }],
    [
      'roles, and another account',
      { ...ENV, TRITON_ROLE: 'ops,read only', TRITON_ACT_AS: 'b' },
      [],
      { ...env, roles: ['ops', 'read only'], actAsAccount: 'b' },
    ],
    ['the same as options', ENV, ['-r', 'ops', '--act-as', 'b'], { ...env, roles: ['ops'], actAsAccount: 'b' }],
    ['TLS without trust', { ...ENV, SDC_TLS_INSECURE: '1' }, [], { ...env, insecure: true }],
    ['TLS with trust', { ...ENV, TRITON_TLS_INSECURE: 'false' }, [], env],
    ['SDC_TESTING', { ...ENV, SDC_TESTING: 'yes' }, [], { ...env, insecure: true }],
  ])('%s', async (_what, given, options, profile) => {
    expect(await current(given, ...options)).toEqual(profile);
  });

  test('the one that config.json names, when the environment makes none', async () => {
    world.write(CONFIG, { profile: 'office' });
    expect(await current({})).toEqual(office);
    expect(await current(ENV)).toEqual(env);
  });

  test('-p may also stand behind the command', async () => {
    expect((await world.tritonIn(ENV, 'profile', 'get', '-j', '-p', 'office')).stdout).toEqual([
      JSON.stringify(office),
    ]);
  });

  test('XDG_CONFIG_HOME is where profiles are, if it is set', async () => {
    world.write('xdg/triton/profiles.d/home.json', { ...OFFICE, insecure: true, user: 'jill' });
    const given = { XDG_CONFIG_HOME: join(world.home, 'xdg'), TRITON_PROFILE: 'home' };
    expect(await current(given)).toEqual({ ...office, name: 'home', insecure: true, user: 'jill' });
  });

  test('a profile of a file is good for requests', async () => {
    const { url, account, keyId } = world.cloudapi;
    world.write('.triton/profiles.d/test.json', { url, account, keyId });
    expect(await world.tritonIn({}, '-p', 'test', 'ls', '-H')).toEqual({ status: 0, stdout: [], stderr: [] });
  });
});

describe('a bad profile is refused with the file and the fix', () => {
  const file = () => join(world.home, PROFILE);

  test.each<[string, string | object, (path: string) => string]>([
    ['no JSON', '{', (path) => `${path} is not JSON: correct it or remove it (`],
    ['not an object', '[]', (path) => `${path}: it must be object`],
    ['without a URL', { account: 'a', keyId: KEY_ID }, (path) => `${path}: "url" is required`],
    ['a number', { ...OFFICE, account: 7 }, (path) => `${path}: "account" must be string`],
    [
      'an unknown key',
      { ...OFFICE, name: 'office' },
      (path) => `${path}: "name" is not a known parameter; known are url, account, keyId`,
    ],
    [
      'another kind of URL',
      { ...OFFICE, url: 'ftp://x' },
      (path) => `${path}: "url" "ftp://x" is not a URL: it must be http://… or https://…`,
    ],
    [
      'a line break',
      { ...OFFICE, account: 'a\r\nHost: b' },
      (path) => `${path}: "account" "a\\r\\nHost: b" is not the login of an account`,
    ],
    ['a user with a slash', { ...OFFICE, user: '../x' }, (path) => `${path}: "user" "../x" is not the login of a user`],
    [
      'no fingerprint',
      { ...OFFICE, keyId: 'my key' },
      (path) => `${path}: "keyId" "my key" is not a key fingerprint, as "ssh-keygen -l`,
    ],
    ['a role', { ...OFFICE, roles: ['a,b'] }, (path) => `${path}: "roles" "a,b" is not the name of a role`],
    [
      'another account to act as',
      { ...OFFICE, actAsAccount: 'b/c' },
      (path) => `${path}: "actAsAccount" "b/c" is not the login of an account`,
    ],
  ])('%s', async (_what, content, message) => {
    world.write(PROFILE, content);
    const { status, stdout, stderr } = await world.tritonIn({}, '-p', 'office', 'ls');
    expect([status, stdout, stderr.length]).toEqual([2, [], 1]);
    expect(stderr[0]).toContain(`triton instances: error (Usage): ${message(file())}`);
  });

  test.each<[string, Record<string, string>, string[], string]>([
    [
      'none at all',
      {},
      [],
      'there is no profile: set TRITON_URL, TRITON_ACCOUNT, TRITON_KEY_ID in the environment, or write ~/.triton',
    ],
    [
      'half of one',
      { SDC_URL: 'http://x', SDC_ACCOUNT: 'a' },
      [],
      'there is no profile: set TRITON_KEY_ID in the environment',
    ],
    [
      'a name without a file',
      {},
      ['-p', 'nonesuch'],
      'nonesuch.json does not exist; "triton profile list" shows those there are',
    ],
    ['a name that is a path', {}, ['-p', '../../etc/passwd'], '"../../etc/passwd" can not be the name of a profile'],
    ['an empty name', {}, ['-p', ''], '"" can not be the name of a profile'],
    ['a variable that is no URL', { ...ENV, TRITON_URL: 'example.com' }, [], 'TRITON_URL: "example.com" is not a URL'],
    ['an older variable', { ...SDC, SDC_KEY_ID: 'x' }, [], 'SDC_KEY_ID: "x" is not a key fingerprint'],
    ['an option', ENV, ['-a', 'a b'], '--account "a b" is not the login of an account'],
    [
      'neither true nor false',
      { ...ENV, TRITON_TLS_INSECURE: 'maybe' },
      [],
      'TRITON_TLS_INSECURE must be true, false, 1 or 0, not "maybe"',
    ],
    [
      'another account to act as',
      { ...ENV, TRITON_ACT_AS: '/' },
      [],
      'TRITON_ACT_AS: "/" is not the login of an account',
    ],
    ['a role', ENV, ['-r', 'ops,/'], '--role "/" is not the name of a role'],
  ])('%s', async (_what, env, options, message) => {
    const { status, stderr } = await world.tritonIn(env, ...options, 'ls');
    expect([status, stderr.length, stderr[0]]).toEqual([2, 1, expect.stringContaining(message)]);
  });

  test.each([
    ['no JSON', 'profile=office', 'is not JSON: correct it or remove it'],
    ['a list', '[]', 'must be a JSON object'],
    ['no name', '{"profile": 7}', '"profile" must be the name of a profile'],
  ])('config.json with %s', async (_what, content, message) => {
    const path = world.write(CONFIG, content);
    const { status, stderr } = await world.tritonIn({}, 'ls');
    expect([status, stderr[0]]).toEqual([2, expect.stringContaining(path)]);
    expect(stderr[0]).toContain(message);
    // With a profile that is named it does not matter.
    expect((await world.tritonIn(ENV, 'profile', 'get')).status).toBe(0);
  });
});

describe('triton profile', () => {
  beforeEach(() => {
    world.write(PROFILE, OFFICE);
    world.write('.triton/profiles.d/home.json', { ...OFFICE, account: 'home', user: 'jill' });
    world.write('.triton/profiles.d/README', 'not a profile');
  });

  test('list shows all, and which one is current', async () => {
    world.write(CONFIG, { profile: 'office' });
    expect((await world.tritonIn({}, 'profile', 'list')).stdout).toEqual([
      'NAME    CURR  ACCOUNT  USER  URL',
      'home    -     home     jill  http://office.example.com',
      'office  *     office   -     http://office.example.com',
    ]);
    const { stdout } = await world.tritonIn(ENV, 'profiles', '-Ho', 'name,curr');
    expect(stdout).toEqual(['env     *', 'home    -', 'office  -']);
  });

  test('list warns of a bad one and shows the others', async () => {
    const bad = world.write('.triton/profiles.d/bad.json', '{');
    const { status, stdout, stderr } = await world.tritonIn({}, 'profile', 'list', '-Ho', 'name');
    expect([status, stdout]).toEqual([0, ['home', 'office']]);
    expect(stderr).toEqual([expect.stringContaining(`warning: ${bad} is not JSON`)]);
  });

  test('get takes a name', async () => {
    expect(JSON.parse((await world.tritonIn(ENV, 'profile', 'get', '-j', 'home')).stdout.join())).toMatchObject({
      name: 'home',
      user: 'jill',
    });
  });

  test('set makes one current, "-" goes back, and the rest of the configuration stays', async () => {
    const file = world.write(CONFIG, { cacheDir: 'cache' });
    const config = () => JSON.parse(readFileSync(file, 'utf8')) as object;
    expect((await world.tritonIn({}, 'profile', 'set', '-')).status).toBe(2);
    expect((await world.tritonIn({}, 'profile', 'set', 'office')).stdout).toEqual(['Set "office" as current profile']);
    await world.tritonIn({}, 'profile', 'set', 'home');
    expect(config()).toEqual({ cacheDir: 'cache', profile: 'home', oldProfile: 'office' });
    expect((await world.tritonIn({}, 'profile', 'set', '-')).stdout).toEqual(['Set "office" as current profile']);
    expect(config()).toEqual({ cacheDir: 'cache', profile: 'office', oldProfile: 'home' });
  });

  test('set says when the environment goes before it', async () => {
    const { status, stderr } = await world.tritonIn(ENV, 'profile', 'set', 'office');
    expect([status, stderr]).toEqual([
      0,
      ['The environment still makes it "env": unset TRITON_PROFILE, TRITON_URL and SDC_URL'],
    ]);
  });

  test('set refuses one that is not there or could not work', async () => {
    expect((await world.tritonIn({}, 'profile', 'set', 'nonesuch')).status).toBe(2);
    world.write(PROFILE, { ...OFFICE, url: 'x' });
    expect((await world.tritonIn({}, 'profile', 'set', 'office')).status).toBe(2);
    expect(() => readFileSync(join(world.home, CONFIG))).toThrow('ENOENT');
  });
});

describe('triton env', () => {
  test('prints what makes the profile the environment', async () => {
    world.write(PROFILE, { ...OFFICE, url: "http://x/it's", insecure: true });
    expect((await world.tritonIn({}, 'env', '-t', 'office')).stdout).toEqual([
      "export TRITON_PROFILE='office'",
      "export TRITON_URL='http://x/it'\\''s'",
      "export TRITON_ACCOUNT='office'",
      `export TRITON_KEY_ID='${KEY_ID}'`,
      'unset TRITON_USER',
      'unset TRITON_ROLE',
      'unset TRITON_ACT_AS',
      "export TRITON_TLS_INSECURE='true'",
    ]);
    expect((await world.tritonIn(ENV, 'env', '-s')).stdout).toEqual([
      "export SDC_URL='http://env.example.com'",
      "export SDC_ACCOUNT='env-account'",
      `export SDC_KEY_ID='${KEY_ID}'`,
      'unset SDC_USER',
      'unset SDC_ROLE',
      'unset SDC_ACT_AS',
      'unset SDC_TLS_INSECURE',
    ]);
    expect((await world.tritonIn(ENV, 'env')).stdout).toHaveLength(15);
  });

  test('-u takes it away again, and needs no profile', async () => {
    const { status, stdout } = await world.tritonIn({}, 'env', '-u');
    expect(status).toBe(0);
    expect(stdout).toHaveLength(15);
    expect(stdout.every((line) => /^unset (TRITON|SDC)_[A-Z_]+$/.test(line))).toBe(true);
    expect((await world.tritonIn({}, 'env', '-us')).stdout).toHaveLength(7);
  });
});
