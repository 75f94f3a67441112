import type { Machine } from '@triton/schemas/machine';
import { startWorld, type World } from './world';

let world: World;
beforeAll(async () => void (world = await startWorld()));
afterAll(() => world.close());

let web0: Machine;
beforeEach(() => {
  world.reset();
  web0 = world.cloudapi.cloud.addMachine({ name: 'web0' });
});
const inst = (...argv: string[]) => world.triton('instance', ...argv);
const took = expect.stringMatching(/ \(\d+\.\ds\)$/) as string;

describe('instance rename', () => {
  test('begins it, and -w waits for it', async () => {
    expect(await inst('rename', 'web0', 'db0')).toEqual({
      status: 0,
      stdout: [`Renaming instance web0 (${web0.id}) to db0`],
      stderr: [],
    });
    const { stdout } = await inst('rename', '-w', web0.id, 'db1');
    expect([stdout[1], web0.name]).toEqual([took, 'db1']);
    expect(stdout[1]).toContain(`Renamed instance db1 (${web0.id})`);
  });

  test('-w fails with the reason of the job', async () => {
    world.cloudapi.cloud.jobsFailWith = 'the name is taken';
    expect(await inst('rename', '-w', 'web0', 'db0')).toMatchObject({
      status: 1,
      stderr: ['triton instance rename: error: the name is taken'],
    });
  });

  test('to nothing is refused', async () => {
    expect((await inst('rename', 'web0', '')).status).toBe(2);
    expect(world.cloudapi.asked).toEqual([]);
  });
});

describe('instance resize', () => {
  test('gives another package, by name or short id', async () => {
    const { status, stdout } = await inst('resize', '-w', 'web0', '44444444');
    expect([status, stdout[0], stdout[1]]).toEqual([
      0,
      `Resizing instance web0 (${web0.id}) from package b4-highcpu-bhyve-3.75g to sample-1g`,
      took,
    ]);
    expect(web0).toMatchObject({ package: 'sample-1g', disk: 25_600 });
  });

  test('to a package that is not there asks for nothing', async () => {
    const { status, stderr } = await inst('resize', 'web0', 'huge');
    expect([status, stderr]).toEqual([3, [expect.stringContaining('no package with name, id or short id "huge"')]]);
    expect(world.cloudapi.cloud.jobs).toEqual([]);
  });
});

test.each([
  ['enable', true, 'Enabled'],
  ['disable', false, 'Disabled'],
])('instance %s-deletion-protection makes it %j', async (verb, isOn, done) => {
  web0.deletion_protection = !isOn;
  const web1 = world.cloudapi.cloud.addMachine({ name: 'web1', deletion_protection: !isOn });
  const { status, stdout } = await inst(`${verb}-deletion-protection`, '-w', 'web0', 'web1');
  expect([status, stdout.length]).toEqual([0, 4]);
  expect(stdout.at(-1)).toContain(`${done} deletion protection of instance web`);
  expect([web0.deletion_protection, web1.deletion_protection]).toEqual([isOn, isOn]);
});

describe('instance audit', () => {
  test('lists what was done, oldest first', async () => {
    await inst('stop', '-w', 'web0');
    world.cloudapi.cloud.jobsFailWith = 'no';
    await inst('start', '-w', 'web0');
    const { stdout } = await inst('audit', 'web0', '-o', 'shortid,action,success');
    const short = web0.id.slice(0, 8);
    expect(stdout).toEqual(['SHORTID   ACTION  SUCCESS', `${short}  stop    yes`, `${short}  start   no`]);
    expect((await inst('audit', '-j', 'web0')).stdout.map((line) => JSON.parse(line) as object)).toMatchObject([
      { id: web0.id, action: 'stop', success: 'yes' },
      { id: web0.id, action: 'start', success: 'no' },
    ]);
  });
});

describe('snapshots', () => {
  test('are created, listed and shown', async () => {
    const { stdout } = await inst('snapshot', 'create', '-w', '-n', 'noon', 'web0');
    expect(stdout).toEqual([`Creating snapshot noon of instance web0 (${web0.id})`, took]);
    await inst('snapshot', 'create', 'web0');
    for (const command of [['snapshot', 'list'], ['snapshot', 'ls'], ['snapshots']]) {
      expect((await inst(...command, 'web0', '-o', 'name,state', '-s', '-name')).stdout).toEqual([
        'NAME              STATE',
        'noon              created',
        '20260303T100500Z  queued',
      ]);
    }
    expect(JSON.parse((await inst('snapshot', 'get', '-j', 'web0', 'noon')).stdout.join())).toMatchObject({
      name: 'noon',
      state: 'created',
    });
    const missing = await inst('snapshot', 'get', 'web0', 'nonesuch');
    expect([missing.status, missing.stderr]).toEqual([
      3,
      ['triton instance snapshot get: error (ResourceNotFound): nonesuch not found'],
    ]);
  });

  test('a failing one is told with its reason, at once', async () => {
    world.cloudapi.cloud.jobsFailWith = 'out of space';
    expect(await inst('snapshot', 'create', '-w', 'web0')).toMatchObject({
      status: 1,
      stderr: ['triton instance snapshot create: error: out of space'],
    });
  });

  test('start --snapshot rolls back to one', async () => {
    await inst('snapshot', 'create', '-w', '-n', 'noon', 'web0');
    web0.state = 'stopped';
    const { status, stdout } = await inst('start', '-w', '--snapshot=noon', 'web0');
    expect([status, stdout, web0.state]).toEqual([0, [`Starting (async) instance web0 (${web0.id})`, took], 'running']);
    expect(world.cloudapi.asked).toContain(`POST /acme/machines/${web0.id}/snapshots/noon`);
    expect((await inst('start', '--snapshot', 'noon', 'web0', 'web1')).status).toBe(2);
    expect((await inst('start', '--snapshot=', 'web0')).status).toBe(2);
    expect((await inst('start', '--snapshot=dawn', 'web0')).status).toBe(3);
  });

  describe('delete', () => {
    beforeEach(async () => {
      for (const name of ['a', 'b', 'c']) await inst('snapshot', 'create', '-w', '-n', name, 'web0');
    });
    const left = async () => (await inst('snapshots', '-Ho', 'name', '-s', 'name', 'web0')).stdout;

    test('takes several, without asking with -f', async () => {
      const { status, stdout } = await inst('snapshot', 'delete', '-wf', 'web0', 'a', 'c');
      expect([status, stdout.length, await left()]).toEqual([0, 4, ['b']]);
    });

    test('asks on a terminal, and refuses to guess without one', async () => {
      const { questions } = await world.tritonAsked('n', 'instance', 'snapshot', 'rm', 'web0', 'a', 'b');
      expect(questions).toEqual([`Delete snapshots a, b of instance web0 (${web0.id})? [y/n]`]);
      expect((await inst('snapshot', 'rm', 'web0', 'a')).status).toBe(2);
      expect(await left()).toEqual(['a', 'b', 'c']);
    });

    test('one that is not there does not keep the others from it; an empty name does', async () => {
      expect((await inst('snapshot', 'rm', '-f', 'web0', 'a', '')).status).toBe(2);
      const { status, stderr } = await inst('snapshot', 'rm', '-wf', 'web0', 'a', 'x');
      expect([status, stderr]).toEqual([
        3,
        [
          'triton instance snapshot delete: error (ResourceNotFound): x: x not found',
          'triton instance snapshot delete: error: 1 of 2 snapshots failed',
        ],
      ]);
      expect(await left()).toEqual(['b', 'c']);
    });
  });
});

describe.each([
  ['tag', 'tags', 'tags'],
  ['metadata', 'metadata', 'metadata'],
] as const)('instance %s', (noun, things, field) => {
  beforeEach(() => void (web0[field] = { role: 'web', count: 7, on: true }));

  test('list prints an object, get a value', async () => {
    expect((await inst(noun, 'list', '-j', 'web0')).stdout).toEqual(['{"role":"web","count":7,"on":true}']);
    expect((await inst(noun, 'ls', 'web0')).stdout.join('\n')).toBe(JSON.stringify(web0[field], null, 4));
    expect((await inst(noun, 'get', 'web0', 'role')).stdout).toEqual(['web']);
    expect((await inst(noun, 'get', '-j', 'web0', 'role')).stdout).toEqual(['"web"']);
    expect((await inst(noun, 'get', 'web0', 'count')).stdout).toEqual(['7']);
    expect((await inst(noun, 'get', 'web0', 'x')).status).toBe(3);
    expect((await inst(noun, 'get', 'web0', '')).status).toBe(2);
  });

  test('set keeps the others, and prints what there will be', async () => {
    const { status, stdout, stderr } = await inst(noun, 'set', '-wj', 'web0', 'role=db=1', 'n=1.5');
    expect([status, stdout]).toEqual([0, ['{"role":"db=1","count":7,"on":true,"n":1.5}']]);
    expect(stderr).toEqual([`Setting ${things} of instance web0 (${web0.id})`, took]);
    expect(web0[field]).toEqual({ role: 'db=1', count: 7, on: true, n: 1.5 });
  });

  test('set takes a file, and arguments go before it', async () => {
    const file = world.write('labels.json', { role: 'file', big: 'yes' });
    await inst(noun, 'set', '-w', '-f', file, 'web0', 'role=argument');
    expect(web0[field]).toMatchObject({ role: 'argument', big: 'yes', count: 7 });
    await world.tritonOf({ input: '{"piped": true}' }, 'instance', noun, 'set', '-w', '-f', '-', 'web0');
    expect(web0[field]).toMatchObject({ piped: true });
  });

  test.each([
    [['x'], '', '"x" is not KEY=VALUE'],
    [[], '', 'nothing is given to set'],
    [['-f', '-'], '[]', 'standard input must hold a JSON object'],
    [['-f', '-'], '{"a": null}', '"a" must be a text, a number, true or false'],
    [['-f', '-'], '{', 'standard input is not JSON'],
    [['-f', '/no/such'], '', 'can not be read: ENOENT'],
  ])('set %j is refused before anything is asked', async (argv, input, message) => {
    const { status, stderr } = await world.tritonOf({ input }, 'instance', noun, 'set', 'web0', ...argv);
    expect([status, stderr[0]]).toEqual([2, expect.stringContaining(message)]);
    expect(world.cloudapi.asked).toEqual([]);
  });

  test('delete takes some, or all', async () => {
    const { status, stdout } = await inst(noun, 'delete', '-w', 'web0', 'role', 'on');
    expect([status, stdout.length, web0[field]]).toEqual([0, 4, { count: 7 }]);
    expect((await inst(noun, 'rm', 'web0', '--all')).status).toBe(2); // nobody to ask
    const { questions } = await world.tritonAsked('y', 'instance', noun, 'rm', '-w', 'web0', '-a');
    expect(questions).toEqual([`Delete all ${things} of instance web0 (${web0.id})? [y/n]`]);
    expect(web0[field]).toEqual({});
  });

  test('delete of nothing, or of some and all, is refused', async () => {
    for (const argv of [[], ['-a', 'role'], ['']]) {
      expect((await inst(noun, 'delete', '-f', 'web0', ...argv)).status).toBe(2);
    }
    expect(world.cloudapi.cloud.jobs).toEqual([]);
  });
});

test('tag replace-all leaves only these', async () => {
  web0.tags = { role: 'web' };
  const { status, stdout } = await inst('tag', 'replace-all', '-wj', 'web0', 'a=1');
  expect([status, stdout, web0.tags]).toEqual([0, ['{"a":1}'], { a: 1 }]);
});
