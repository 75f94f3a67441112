import { InvalidArgumentError } from '@triton/errors/invalid-argument-error';
import { NotAuthorizedError } from '@triton/errors/not-authorized-error';
import type { Machine } from '@triton/schemas/machine';
import { startWorld, type World } from './world';

let world: World;
beforeAll(async () => void (world = await startWorld()));
afterAll(() => world.close());
beforeEach(() => world.reset());

const add = (name: string, facts: Partial<Machine> = {}): Machine =>
  world.cloudapi.cloud.addMachine({ name, ...facts });

describe('instance list', () => {
  test.each([['instance', 'list'], ['inst', 'ls'], ['instances'], ['insts'], ['list'], ['ls']])(
    '"triton %s %s" shows the instances, oldest first',
    async (...words) => {
      const young = add('young');
      const old = add('old', { created: '2020-01-01T00:00:00.000Z', state: 'stopped', image: '99999999-no-image' });
      const { status, stdout } = await world.triton(...words);
      expect([status, stdout]).toEqual([
        0,
        [
          'SHORTID   NAME   IMG                              STATE    FLAGS  AGE',
          expect.stringMatching(`${old.id.slice(0, 8)}  old    99999999                         stopped  B      \\dy`),
          `${young.id.slice(0, 8)}  young  ubuntu-certified-20.04@20200101  running  B      3m`,
        ],
      ]);
    },
  );

  test('filters go to the service, unknown ones are refused', async () => {
    add('web0');
    add('db0', { state: 'stopped' });
    const { stdout } = await world.triton('ls', '-Ho', 'name,disks.0.size', 'state=stopped', 'tag.role=a=b');
    expect(stdout).toEqual(['db0  10240']);
    expect(world.cloudapi.asked).toContain('GET /acme/machines?state=stopped&tag.role=a%3Db&limit=1000&offset=0');
    for (const filter of ['colour=red', 'state', '=', 'tags.x=1']) {
      const { status, stderr } = await world.triton('ls', filter);
      expect([status, stderr.join()]).toEqual([2, expect.stringContaining(`"${filter}" is not a filter; filters are`)]);
    }
  });

  test('every page is fetched', async () => {
    for (let i = 0; i < 1001; i += 1) add(`web${i}`);
    const { stdout } = await world.triton('ls', '-Ho', 'name');
    expect(new Set(stdout).size).toBe(1001);
  });

  test('a user who may not see images sees instances', async () => {
    add('web0');
    Object.defineProperty(world.cloudapi.cloud.catalogue, 'images', {
      get() {
        throw new NotAuthorizedError('no images for you');
      },
    });
    expect(await world.triton('ls', '-Ho', 'name,img')).toEqual({ status: 0, stdout: ['web0  11111111'], stderr: [] });
  });

  test('a hostile name stays on its line and can not steer the terminal', async () => {
    add('evil\u001b[2J\nSHORTID\u009b');
    const { stdout } = await world.triton('ls', '-Ho', 'name');
    expect(stdout).toEqual(['evil\\u001b[2J SHORTID\\u009b']);
  });
});

describe('which instance', () => {
  test('a name goes before a short id, and a short id may be any beginning', async () => {
    const first = add('aaaa');
    const second = add('bbbb', { id: 'aaaa0000-0000-4000-8000-000000000000' });
    const ip = async (text: string) => (await world.triton('instance', 'get', '-j', text)).stdout.join();
    expect(await ip('aaaa')).toContain(first.id);
    expect(await ip('aaaa0')).toContain(second.id);
    expect(await ip('AAAA0000')).toContain(second.id);
  });

  test.each([
    ['an unknown name', 'nonesuch', 3, 'no instance with name, id or short id "nonesuch" was found'],
    ['an unknown id', '12345678-0000-4000-8000-000000000000', 3, 'was found'],
    ['nothing', '', 2, 'an instance name, id or short id is needed, not an empty text'],
    ['a line break', 'we\nb0', 3, '"we\\nb0" was found'],
    ['a text that is too long', 'a'.repeat(100_000), 3, `"${'a'.repeat(64)}…" was found`],
    ['a path', '../../acme', 3, '"../../acme" was found'],
    ['percent signs', '%00%s%n', 3, '"%00%s%n" was found'],
    ['another script', 'машина\u202e', 3, 'was found'],
  ])('%s is not found', async (_what, text, status, message) => {
    const ran = await world.triton('instance', 'get', '--', text);
    expect([ran.status, ran.stdout, ran.stderr.length]).toEqual([status, [], 1]);
    expect(ran.stderr[0]).toContain(message);
  });

  test('a name that begins with a dash is found behind "--"', async () => {
    add('-rf');
    expect((await world.triton('instance', 'ip', '--', '-rf')).stdout).toEqual(['10.99.0.5']);
    const { status, stderr } = await world.triton('instance', 'ip', '-rf');
    expect([status, stderr]).toEqual([
      2,
      ["triton instance ip: error (Usage): unknown option '-rf'", 'usage: see "triton instance ip --help"'],
    ]);
  });

  test('several of that name, or with that beginning', async () => {
    add('twin');
    add('twin');
    add('one', { id: 'abc00000-0000-4000-8000-000000000001' });
    add('two', { id: 'abc10000-0000-4000-8000-000000000002' });
    const messages = await Promise.all(['twin', 'abc'].map((text) => world.triton('instance', 'get', text)));
    expect(messages.map(({ status, stderr }) => [status, ...stderr])).toEqual([
      [2, 'triton instance get: error (Usage): several instances have the name "twin": give the id of one'],
      [2, 'triton instance get: error (Usage): "abc" is the beginning of 2 instance ids: give more of it'],
    ]);
  });
});

test('instance get prints a deleted instance and exits with 3', async () => {
  const { id } = add('gone', { state: 'deleted' });
  const { status, stdout, stderr } = await world.triton('instance', 'get', '-j', id);
  expect([status, JSON.parse(stdout.join())]).toEqual([3, expect.objectContaining({ id, state: 'deleted' })]);
  expect(stderr).toEqual([`triton instance get: error (InstanceDeleted): instance gone (${id}) was deleted`]);
});

test('instance ip of an instance without one fails', async () => {
  const { id } = world.cloudapi.cloud.addMachine({ name: 'deaf', primaryIp: '' });
  const { status, stderr } = await world.triton('ip', 'deaf');
  expect([status, stderr]).toEqual([1, [`triton ip: error: instance deaf (${id}) has no IP address`]]);
});

describe.each([
  ['start', 'stopped', 'running', 'Starting', 'Started'],
  ['stop', 'running', 'stopped', 'Stopping', 'Stopped'],
  ['reboot', 'running', 'running', 'Rebooting', 'Rebooted'],
  ['delete', 'running', 'deleted', 'Deleting', 'Deleted'],
])('instance %s', (verb, before, after, doing, done) => {
  const force = verb === 'delete' ? ['-f'] : [];

  test('says that it has begun', async () => {
    const { id } = add('web0', { state: before });
    const ran = await world.triton(verb, ...force, 'web0');
    expect(ran).toEqual({ status: 0, stdout: [`${doing} (async) instance web0 (${id})`], stderr: [] });
  });

  test('-w waits, for several at once', async () => {
    const machines = [add('web0', { state: before }), add('web1', { state: before })];
    const { status, stdout } = await world.triton(
      'instance',
      verb,
      ...force,
      '-w',
      'web0',
      'web1',
      machines[0]?.id ?? '',
    );
    expect([status, machines.map(({ state }) => state)]).toEqual([0, [after, after]]);
    expect(stdout).toHaveLength(4); // web0 was named twice
    expect(stdout.at(-1)).toMatch(new RegExp(`^${done} instance web\\d \\(\\S+\\) \\(\\d+\\.\\ds\\)$`));
  });

  test('one that is not there does not keep the others from it', async () => {
    const { id } = add('web1', { state: before });
    const { status, stdout, stderr } = await world.triton('instance', verb, ...force, 'web0', 'web1');
    expect([status, stdout]).toEqual([3, [`${doing} (async) instance web1 (${id})`]]);
    expect(stderr).toEqual([
      `triton instance ${verb}: error (ResourceNotFound): web0: no instance with name, id or short id "web0" was found`,
      `triton instance ${verb}: error: 1 of 2 instances failed`,
    ]);
  });
});

test('failures of different kinds exit with 1', async () => {
  const { id } = add('web1');
  world.cloudapi.cloud.jobsFailWith = 'the zone hangs';
  const { status, stderr } = await world.triton('stop', '-w', 'web0', id);
  expect([status, stderr]).toEqual([
    1,
    [
      'triton stop: error (ResourceNotFound): web0: no instance with name, id or short id "web0" was found',
      'triton stop: error: web1: the zone hangs',
      'triton stop: error: 2 of 2 instances failed',
    ],
  ]);
});

describe('instance delete', () => {
  test('without -f and without a terminal is refused', async () => {
    const { id, state } = add('web0');
    const { status, stderr } = await world.triton('rm', 'web0');
    expect([status, stderr]).toEqual([
      2,
      [
        `triton delete: error (Usage): Delete instance web0 (${id}) and all its disks? Nobody is there to answer: say -f to do it without being asked`,
      ],
    ]);
    expect(state).toBe('running');
  });

  test.each([
    ['y', 1],
    ['YES ', 1],
    ['n', 0],
    ['', 0],
    ['yikes', 0],
    [undefined, 0],
  ])('asks, and %j deletes %i', async (answer, jobs) => {
    const machines = [add('web0'), add('web1')];
    const { questions, stderr } = await world.tritonAsked(answer, 'instance', 'rm', 'web0', 'web1');
    const names = machines.map(({ id, name }) => `${name} (${id})`).join(', ');
    expect(questions).toEqual([`Delete 2 instances and all their disks: ${names}? [y/n]`]);
    expect(world.cloudapi.cloud.jobs).toHaveLength(jobs * 2);
    expect(stderr).toEqual(jobs === 0 ? ['Nothing was done.'] : []);
  });

  test('the reason of a refusal is told', async () => {
    const { id } = add('web0');
    const refusal = new InvalidArgumentError('it is protected', [
      { field: 'deletion_protection', code: 'Invalid', message: 'is true' },
    ]);
    const { cloud } = world.cloudapi;
    cloud.changeState = () => {
      throw refusal;
    };
    expect(await world.triton('delete', '-f', id)).toEqual({
      status: 1,
      stdout: [],
      stderr: ['triton delete: error (InvalidArgument): it is protected', '    deletion_protection: Invalid: is true'],
    });
  });
});

describe('instance wait', () => {
  test('ends when the instance is in one of the states', async () => {
    const { id } = add('web0');
    expect((await world.triton('instance', 'wait', 'web0')).stdout).toEqual([`Instance web0 (${id}) is running`]);
    const gone = add('web1', { state: 'stopping' });
    const job = world.cloudapi.cloud.changeState(gone.id, 'destroy', 'deleted');
    const waiting = world.triton('instance', 'wait', '-s', 'stopped,deleted', gone.id);
    for (let i = 0; i < 2; i += 1) world.cloudapi.cloud.lookAtJob(gone.id, job);
    expect((await waiting).stdout).toEqual([`Instance web1 (${gone.id}) is deleted`]);
  });

  test('fails when it never will be, or not in time', async () => {
    const { id } = add('web0', { state: 'deleted' });
    const deleted = await world.triton('instance', 'wait', id);
    expect([deleted.status, deleted.stderr.length]).toEqual([3, 1]);
    add('web1', { state: 'stopped' });
    const late = await world.triton('instance', 'wait', '--wait-timeout=0.1', 'web1');
    expect([late.status, late.stderr.join()]).toEqual([1, expect.stringContaining('is still stopped after 0.1s')]);
  });

  test('a state that there is not is refused', async () => {
    const { status, stderr } = await world.triton('instance', 'wait', '-s', 'runing', 'web0');
    expect([status, stderr.join()]).toEqual([
      2,
      expect.stringContaining('"runing" is not a state; states are provisioning'),
    ]);
  });
});
