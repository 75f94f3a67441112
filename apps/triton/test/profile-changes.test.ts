import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { startWorld, type World } from './world';

let world: World;
beforeAll(async () => void (world = await startWorld()));
afterAll(() => world.close());
beforeEach(() => world.reset());

const KEY_ID = '00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff';
const OFFICE = { url: 'http://office.example.com', account: 'office', keyId: KEY_ID };
const env = {};
const fileOf = (name: string): string => join(world.home, `.triton/profiles.d/${name}.json`);
const stored = (name: string): unknown => JSON.parse(readFileSync(fileOf(name), 'utf8'));
const current = async (): Promise<unknown> =>
  (await world.tritonIn({}, 'profile', 'list', '-Ho', 'name', '-s', '-curr')).stdout[0];

describe('profile create', () => {
  const named = JSON.stringify({ name: 'office', ...OFFICE, roles: ['ops'] });

  test('-f takes a file, and the first profile becomes the current one', async () => {
    const file = world.write('new.json', named);
    expect(await world.tritonIn({}, 'profile', 'create', '--no-docker', '-y', '-f', file)).toEqual({
      status: 0,
      stdout: ['Saved profile "office"', 'Set "office" as current profile'],
      stderr: [],
    });
    expect(stored('office')).toEqual({ ...OFFICE, roles: ['ops'] });
    const second = world.write('second.json', { name: 'home', ...OFFICE });
    expect((await world.tritonIn({}, 'profile', 'create', '-f', second)).stdout).toEqual(['Saved profile "home"']);
    expect(await current()).toBe('office');
  });

  test('-f - takes standard input', async () => {
    expect((await world.tritonOf({ env, input: named }, 'profile', 'create', '-f', '-')).status).toBe(0);
    expect(stored('office')).toEqual({ ...OFFICE, roles: ['ops'] });
  });

  test('--copy fills in what is not said otherwise', async () => {
    world.write('.triton/profiles.d/office.json', { ...OFFICE, user: 'jill' });
    const input = JSON.stringify({ name: 'home', account: 'home' });
    await world.tritonOf({ env, input }, 'profile', 'create', '--copy', 'office', '-f', '-');
    expect(stored('home')).toEqual({ ...OFFICE, user: 'jill', account: 'home' });
  });

  test('asks a person, and asks again what could not work', async () => {
    const answers = ['my profile', 'env', 'home', 'example.com', 'https://example.com ', 'acme', '', '', KEY_ID];
    const { status, stderr, questions } = await world.tritonOf({ env, answers }, 'profile', 'create');
    expect(status).toBe(0);
    expect(stored('home')).toEqual({ url: 'https://example.com', account: 'acme', keyId: KEY_ID });
    expect(stderr).toEqual([
      '"my profile" can not be the name of a profile: it takes letters, digits, "_", "." and "-"',
      '"env" is the profile of the environment: choose another name',
      '"example.com" is not a URL: it must be http://… or https://…',
      'an answer is needed',
    ]);
    expect(questions).toHaveLength(9);
    expect(questions[3]).toBe('URL of CloudAPI:');
  });

  test('asks with the values of a copy to be accepted', async () => {
    world.write('.triton/profiles.d/office.json', OFFICE);
    const answers = ['home', '', 'home-account', '', ''];
    const { questions } = await world.tritonOf({ env, answers }, 'profile', 'create', '--copy', 'office');
    expect(questions[1]).toBe('URL of CloudAPI [http://office.example.com]:');
    expect(stored('home')).toEqual({ ...OFFICE, account: 'home-account' });
  });

  test.each([
    ['an end of the answers', { answers: ['home'] }, [], 'the profile was not created'],
    ['nobody there', { input: '' }, [], 'nobody is there to answer: give the profile with -f FILE'],
    ['no JSON', { input: '{' }, ['-f', '-'], 'standard input is not JSON: '],
    ['no object', { input: '[]' }, ['-f', '-'], 'standard input: it must be a JSON object'],
    ['no name', { input: JSON.stringify(OFFICE) }, ['-f', '-'], 'standard input: "name" is missing'],
    ['a name that is a path', { input: '{"name":"../x"}' }, ['-f', '-'], '"../x" can not be the name of a profile'],
    [
      'an unknown key',
      { input: JSON.stringify({ name: 'x', ...OFFICE, colour: 1 }) },
      ['-f', '-'],
      '"colour" is not a known parameter',
    ],
    ['no such file', { input: '' }, ['-f', '/no/such'], 'the file "/no/such" can not be read: ENOENT'],
    ['a name that is taken', { input: '{"name":"taken"}' }, ['-f', '-'], 'there is a profile "taken" already'],
    ['no such model', { input: '{}' }, ['--copy', 'nonesuch', '-f', '-'], 'there is no profile "nonesuch"'],
  ])('%s leaves everything as it was', async (_what, person, options, message) => {
    world.write('.triton/profiles.d/taken.json', OFFICE);
    const { status, stdout, stderr } = await world.tritonOf({ env, ...person }, 'profile', 'create', ...options);
    expect([status, stdout, stderr.at(-1)]).toEqual([2, [], expect.stringContaining(message)]);
    expect(stored('taken')).toEqual(OFFICE);
    expect((await world.tritonIn({}, 'profile', 'list', '-Ho', 'name')).stdout).toEqual(['taken']);
  });
});

describe('profile edit', () => {
  beforeEach(() => world.write('.triton/profiles.d/office.json', OFFICE));
  const edit = (edits: ((text: string) => string)[], answers: string[] = []) =>
    world.tritonOf({ env, edits, answers }, 'profile', 'edit', 'office');

  test('keeps what the editor makes of it', async () => {
    const { stdout } = await edit([(text) => text.replace('"office"', '"home"')]);
    expect([stdout, stored('office')]).toEqual([['Saved profile "office"'], { ...OFFICE, account: 'home' }]);
  });

  test('opens again with what was written when that could not work', async () => {
    const seen: string[] = [];
    const breakIt = (text: string): string => text.replace('{', '');
    const spoil = (text: string): string => (seen.push(text), `{${text.replace('"account"', '"acount"')}`);
    const mend = (text: string): string => (seen.push(text), text.replace('acount', 'account'));
    const { stderr, questions, status } = await edit([breakIt, spoil, mend], ['y', 'y']);
    expect([status, stored('office'), questions.length]).toEqual([0, OFFICE, 2]);
    expect(seen[0]).toBe(breakIt(`${JSON.stringify(OFFICE, null, 4)}\n`));
    expect(stderr).toEqual([
      expect.stringContaining('this is not JSON: '),
      expect.stringContaining('"account" is required'),
    ]);
  });

  test('leaves everything as it was when nothing was written, or nobody wants to go on', async () => {
    expect((await edit([(text) => text])).stdout).toEqual(['Nothing was changed']);
    const { stdout, stderr } = await edit([() => '{"url": "http://x"}'], ['n']);
    expect([stdout, stored('office')]).toEqual([['Nothing was changed'], OFFICE]);
    const kept = /^What you wrote is in (\S+)$/.exec(stderr.at(-1) ?? '')?.[1] ?? '';
    expect(readFileSync(kept, 'utf8')).toBe('{"url": "http://x"}');
    rmSync(dirname(kept), { recursive: true });
  });

  test('needs a terminal and a profile in a file', async () => {
    expect((await world.tritonIn({}, 'profile', 'edit', 'office')).stderr[0]).toContain('this needs a terminal');
    expect((await world.tritonOf({ env }, 'profile', 'edit', 'nonesuch')).stderr[0]).toContain('there is no profile');
    expect((await world.tritonOf({}, 'profile', 'edit')).stderr[0]).toContain('is the profile of the environment');
  });
});

describe('profile delete', () => {
  beforeEach(() => {
    world.write('.triton/profiles.d/office.json', OFFICE);
    world.write('.triton/profiles.d/home.json', OFFICE);
    world.write('.triton/config.json', { profile: 'home', cacheDir: 'cache' });
  });

  test('asks, and -f does not', async () => {
    const { questions } = await world.tritonOf({ env, answers: ['n'] }, 'profile', 'delete', 'office', 'home');
    expect([questions, existsSync(fileOf('office'))]).toEqual([['Delete profile "office", "home"? [y/n]'], true]);
    expect((await world.tritonIn({}, 'profile', 'rm', '-f', 'office')).stdout).toEqual(['Deleted profile "office"']);
    expect([existsSync(fileOf('office')), existsSync(fileOf('home'))]).toEqual([false, true]);
  });

  test('of the current profile leaves none current', async () => {
    await world.tritonIn({}, 'profile', 'delete', '-f', 'home');
    expect(JSON.parse(readFileSync(join(world.home, '.triton/config.json'), 'utf8'))).toEqual({ cacheDir: 'cache' });
  });

  test('deletes nothing when one of them is not there', async () => {
    const { status, stderr } = await world.tritonIn({}, 'profile', 'delete', '-f', 'office', '../config');
    expect([status, stderr[0]]).toEqual([2, expect.stringContaining('there is no profile "../config" in a file')]);
    expect(existsSync(fileOf('office'))).toBe(true);
  });
});
