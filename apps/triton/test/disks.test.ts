import { ServiceUnavailableError } from '@triton/errors/service-unavailable-error';
import type { Machine } from '@triton/schemas/machine';
import { startWorld, type World } from './world';

let world: World;
beforeAll(async () => void (world = await startWorld()));
afterAll(() => world.close());
beforeEach(() => world.reset());

const BOOT = '11c1a5a7-4b0a-4d3c-8a3c-000000000001';
const DATA = '04d28a0a-4b0a-4d3c-8a3c-000000000002';
let web0: Machine;
beforeEach(() => {
  const { cloud } = world.cloudapi;
  const id = '38328b88-79a7-4db2-9d07-1fb1b9a1a8d1';
  const disks = [cloud.newDisk(10_240, 0, { id: BOOT }), cloud.newDisk(20_480, 1, { id: DATA, snapshot_size: 5 })];
  web0 = cloud.addMachine({ id, name: 'web0', disks });
});
const sizes = () => (web0.disks ?? []).map(({ size }) => size);

describe('RFD 154, triton instance disks', () => {
  test.each([
    ['instance disks 38328b88'],
    ['instance disk list 38328b88'],
    ['inst disk ls web0'],
    ['instance disks 38328B88-79A7-4DB2-9D07-1FB1B9A1A8D1'],
  ])('"triton %s" shows short ids and sizes in MiB', async (line) => {
    const { status, stdout } = await world.triton(...line.split(' '));
    expect(stdout).toEqual([
      'SHORTID   SIZE   PCI_SLOT',
      '11c1a5a7  10240  0:4:0', //
      '04d28a0a  20480  0:4:1',
    ]);
    expect(status).toBe(0);
  });

  test.each<[string[], string[]]>([
    [['-H'], ['11c1a5a7  10240  0:4:0', '04d28a0a  20480  0:4:1']],
    [
      ['-o', 'shortid,size'],
      ['SHORTID   SIZE', '11c1a5a7  10240', '04d28a0a  20480'],
    ],
    [
      ['-H', '-o', 'id'],
      [BOOT, DATA],
    ],
    [
      ['-Ho', 'size', '-s', '-size'],
      ['20480', '10240'],
    ],
    [
      ['-Ho', 'size', '-s', 'shortid'],
      ['20480', '10240'],
    ],
    [
      ['-H', '-o', 'nothing,size,state'],
      ['-  10240  running', '-  20480  running'],
    ],
    [
      ['-l'],
      [
        'ID                                    SIZE   PCI_SLOT  BOOT   IMAGE  SNAPSHOT_SIZE  STATE',
        `${BOOT}  10240  0:4:0     true   -      -              running`,
        `${DATA}  20480  0:4:1     false  -      5              running`,
      ],
    ],
  ])('%j chooses lines and columns', async (options, lines) => {
    expect(await world.triton('instance', 'disks', ...options, 'web0')).toEqual({
      status: 0,
      stdout: lines,
      stderr: [],
    });
  });

  test('-j is one object of GetMachineDisks a line', async () => {
    const { stdout } = await world.triton('instance', 'disks', '-j', 'web0');
    expect(stdout.map((line) => JSON.parse(line) as unknown)).toEqual([
      { id: BOOT, shortid: '11c1a5a7', size: 10_240, boot: true, pci_slot: '0:4:0', state: 'running' },
      {
        id: DATA,
        shortid: '04d28a0a',
        size: 20_480,
        boot: false,
        pci_slot: '0:4:1',
        state: 'running',
        snapshot_size: 5,
      },
    ]);
  });

  test('an instance without disks has a heading and nothing below it', async () => {
    web0.disks = [];
    expect((await world.triton('instance', 'disks', 'web0')).stdout).toEqual(['SHORTID  SIZE  PCI_SLOT']);
    expect((await world.triton('instance', 'disks', '-H', 'web0')).stdout).toEqual([]);
  });
});

test('disk get prints one disk, on one line with -j', async () => {
  const { stdout } = await world.triton('instance', 'disk', 'get', 'web0', '04d28a0a');
  expect(JSON.parse(stdout.join('\n'))).toMatchObject({ id: DATA, size: 20_480 });
  expect((await world.triton('instance', 'disk', 'get', '-j', 'web0', '04d2')).stdout).toHaveLength(1);
});

describe('a change of disks', () => {
  test('add says which disk it adds, and does not wait', async () => {
    const { status, stdout } = await world.triton('instance', 'disk', 'add', 'web0', '1024');
    const added = web0.disks?.[2];
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: [`Adding disk ${added?.id} to instance web0 (${web0.id})`],
    });
    expect(added).toMatchObject({ size: 1024, state: 'creating' });
  });

  test('add -w waits for the end', async () => {
    const { status, stdout } = await world.triton('instance', 'disk', 'add', '-w', 'web0', 'remaining');
    expect(status).toBe(0);
    expect(stdout[1]).toMatch(/^Added disk [-0-9a-f]{36} \(\d+\.\ds\)$/);
    expect(web0.disks?.[2]).toMatchObject({ size: 102_400 - 30_720, state: 'stopped' });
  });

  test.each([
    ['20480', 20_480],
    ['10G', 10_240],
    ['10GiB', 10_240],
    ['2g', 2048],
    ['512M', 512],
    ['0001', 1],
  ])('a size of %s is %i MiB', async (text, sizeMib) => {
    await world.triton('instance', 'disk', 'add', '-w', 'web0', text);
    expect(sizes()).toEqual([10_240, 20_480, sizeMib]);
  });

  test('resize -w grows a disk named by its short id', async () => {
    const { status, stdout } = await world.triton('instance', 'disk', 'resize', '-w', 'web0', '04d28a0a', '30G');
    expect(stdout[0]).toBe(`Resizing disk ${DATA} of instance web0 (${web0.id}) from 20480 to 30720 MiB`);
    expect(stdout[1]).toMatch(/^Resized disk .* \(\d+\.\ds\)$/);
    expect([status, sizes()]).toEqual([0, [10_240, 30_720]]);
  });

  test('a shrink is refused by the service, and the option that allows it is named', async () => {
    const { status, stdout, stderr } = await world.triton('instance', 'disk', 'resize', 'web0', DATA, '5G');
    expect([status, stdout]).toEqual([1, []]);
    expect(stderr).toEqual([
      'triton instance disk resize: error (InvalidArgument): Can not shrink disk from 20480 MiB to 5120 MiB: dangerous_allow_shrink is not true',
      '    size: Invalid: Can not shrink disk from 20480 MiB to 5120 MiB',
      '    --dangerous-allow-shrink makes it smaller all the same; what is stored at its end is lost for good.',
    ]);
    const allowed = await world.triton(
      'instance',
      'disk',
      'resize',
      '-w',
      '--dangerous-allow-shrink',
      'web0',
      DATA,
      '5G',
    );
    expect([allowed.status, sizes()]).toEqual([0, [10_240, 5120]]);
  });

  test('more than is free is refused with the numbers', async () => {
    const { status, stderr } = await world.triton('instance', 'disk', 'add', 'web0', '1T');
    expect([status, stderr]).toEqual([
      1,
      [
        'triton instance disk add: error (InsufficientSpace): 1048576 MiB more is needed but only 71680 MiB can be allocated',
      ],
    ]);
  });

  test.each(['delete', 'rm'])('%s -w deletes a disk without asking, as the RFD has no question', async (verb) => {
    const { status, stdout } = await world.triton('instance', 'disk', verb, '-w', 'web0', '04d28a0a');
    expect(stdout).toEqual([
      `Deleting disk ${DATA} of instance web0 (${web0.id})`,
      expect.stringMatching(/^Deleted disk .* \(\d+\.\ds\)$/),
    ]);
    expect([status, sizes()]).toEqual([0, [10_240]]);
  });
});

describe('-w', () => {
  const add = (...options: string[]) => world.triton('instance', 'disk', 'add', '-w', ...options, 'web0', '1024');

  test('fails as soon as the job does, with its reason', async () => {
    world.cloudapi.cloud.jobsFailWith = 'zfs create failed: out of space';
    const { status, stdout, stderr } = await add();
    expect([status, stdout.length]).toEqual([1, 1]);
    expect(stderr).toEqual(['triton instance disk add: error: zfs create failed: out of space']);
  });

  test('does not wait for a job that waits for an operator', async () => {
    world.cloudapi.cloud.jobsGetStuck = true;
    const { status, stderr } = await add();
    expect([status, stderr]).toEqual([
      1,
      [
        expect.stringMatching(
          /^triton instance disk add: error: job \S+ is stuck and waits for an operator: the undo failed$/,
        ),
      ],
    ]);
  });

  test('gives up when its time is over, and says that the job goes on', async () => {
    world.cloudapi.cloud.looksPerJob = Infinity;
    const { status, stderr } = await add('--wait-timeout', '0.2');
    expect([status, stderr]).toEqual([
      1,
      [expect.stringMatching(/error: job \S+ is still running after 0\.2s; it goes on$/)],
    ]);
  });

  test('outlives a service that is away for a moment', async () => {
    const outage = [1, 2, 3].map(() => new ServiceUnavailableError('restarting'));
    const { cloud } = world.cloudapi;
    const begin = cloud.begin.bind(cloud);
    cloud.begin = (...given) => {
      world.cloudapi.refuse(...outage);
      return begin(...given);
    };
    expect((await add()).status).toBe(0);
    expect(sizes()).toHaveLength(3);
  });

  test.each(['0', '-1', 'soon', '', 'Infinity', '1e3'])(
    '--wait-timeout=%j is refused before anything is begun',
    async (limit) => {
      const { status, stderr } = await add(`--wait-timeout=${limit}`);
      expect([status, stderr[0]]).toEqual([
        2,
        expect.stringContaining('--wait-timeout must be a number of seconds above 0'),
      ]);
      expect(sizes()).toHaveLength(2);
    },
  );

  test('shows a person how far the job is, and takes that away at the end', async () => {
    const { progress } = await world.tritonAsked('', 'instance', 'disk', 'add', '-w', 'web0', '1024');
    expect(progress[0]).toMatch(/^\d+\.\ds {2}cnapi\.acquire_vm_ticket$/);
    expect(progress.at(-1)).toBe('');
  });
});

describe('which disk', () => {
  test.each([
    ['an unknown short id', 'ffffffff', 3, 'no disk with id or short id "ffffffff" was found'],
    ['an unknown id', '99999999-0000-4000-8000-000000000000', 3, 'was found'],
    ['nothing, as of a variable that is not set', '', 2, '"" is not a disk id or short id'],
    ['a slot', '0:4:1', 2, '"0:4:1" is not a disk id or short id'],
    ['a line break', '04d2\n', 2, '"04d2\\n" is not a disk id or short id'],
  ])('%s', async (_what, text, status, message) => {
    for (const command of [['delete'], ['get']]) {
      const ran = await world.triton('instance', 'disk', ...command, 'web0', text);
      expect(ran).toMatchObject({ status, stdout: [] });
      expect(ran.stderr[0]).toContain(message);
    }
    expect(sizes()).toHaveLength(2);
  });

  test('the beginning of several ids', async () => {
    const { cloud } = world.cloudapi;
    web0.disks?.push(cloud.newDisk(1024, 2, { id: '04d28a0a-ffff-4d3c-8a3c-000000000003' }));
    const { status, stderr } = await world.triton('instance', 'disk', 'delete', 'web0', '04d28a0a');
    expect([status, stderr]).toEqual([
      2,
      ['triton instance disk delete: error (Usage): "04d28a0a" is the beginning of 2 disk ids: give more of it'],
    ]);
    expect((await world.triton('instance', 'disk', 'delete', 'web0', '04d28a0a-4')).status).toBe(0);
  });
});

describe('a person at a terminal', () => {
  const [instance, disk] = ['web0', '04d28a0a'];

  test('is asked before a disk is deleted, and may think better of it', async () => {
    const before = sizes();
    const { questions, stderr } = await world.tritonAsked('n', 'instance', 'disk', 'delete', instance, disk);
    expect(questions.at(-1)).toMatch(/^Delete disk 04d28a0a-\S+ \(\d+ MiB\) of instance web0 .*\? \[y\/n\]/);
    expect(stderr).toContain('Nothing was done.');
    expect(sizes()).toEqual(before);
  });

  test.each([
    ['says yes', ['y'], []],
    ['says -f', [undefined], ['-f']],
  ])('who %s has it deleted', async (_how, [answer], force) => {
    const before = sizes().length;
    expect((await world.tritonAsked(answer, 'instance', 'disk', 'delete', '-w', ...force, instance, disk)).status).toBe(
      0,
    );
    expect(sizes()).toHaveLength(before - 1);
  });
});
