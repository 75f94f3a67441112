import type { Machine } from '@triton/schemas/machine';
import { startWorld, type World } from './world';

let world: World;
beforeAll(async () => void (world = await startWorld()));
afterAll(() => world.close());
beforeEach(() => world.reset());

const IMAGE = 'ubuntu-certified-20.04';
const PACKAGE = 'b4-highcpu-bhyve-3.75g';
const create = (...options: string[]) => world.triton('instance', 'create', ...options, IMAGE, PACKAGE);
const created = (): Machine => {
  const [machine] = [...world.cloudapi.cloud.machines.values()];
  if (!machine) throw new Error('nothing was created');
  return machine;
};

describe('RFD 154, --disks', () => {
  test.each<[string, string[], (number | undefined)[]]>([
    ['a JSON object', ['{"size": 20480}'], [20_480]],
    ['an object without size', ['{}'], [10_240]],
    ['a JSON list', ['[{}, {"size": 20480}, {"size": "remaining"}]'], [10_240, 20_480, 71_680]],
    ['several', ['{}', '{"size": 1024}'], [10_240, 1024]],
    ['several lists', ['[{}, {"size": 1}]', '[{"size": 2}]'], [10_240, 1, 2]],
    ['an object with the member of CreateMachine', ['{"disks": [{}, {"size": 7}]}'], [10_240, 7]],
    ['sizes with units', ['[{"size": "20G"}, {"size": "512M"}]'], [20_480, 512]],
  ])('%s', async (_what, data, sizes) => {
    const { status, stderr } = await create(...data.flatMap((text) => ['--disks', text]));
    expect({ status, stderr }).toEqual({ status: 0, stderr: [] });
    expect(created().disks?.map(({ size }) => size)).toEqual(sizes);
  });

  test('--disk, as the shipped command has it', async () => {
    await create('--disk', '{}', '--disk={"size":5}');
    expect(created().disks?.map(({ size }) => size)).toEqual([10_240, 5]);
  });

  test('@FILE', async () => {
    const file = world.write('disks.json', [{}, { size: 4096 }]);
    await create('--disks', `@${file}`);
    expect(created().disks?.map(({ size }) => size)).toEqual([10_240, 4096]);
  });

  test.each([
    ['nothing', '', '"" is neither JSON nor @FILE'],
    ['half of it', '[{}', '"[{}" is neither JSON nor @FILE'],
    ['a word', 'remaining', '"remaining" is neither JSON nor @FILE'],
    ['no object', '7', 'must be object'],
    ['a nested list', '[[{}]]', '0 must be object'],
    ['an empty list', '[]', 'must NOT have fewer than 1 items'],
    ['too many', JSON.stringify(Array.from({ length: 9 }, () => ({ size: 1 }))), 'must NOT have more than 8 items'],
    ['an unknown key', '[{"sise": 1}]', '0.sise is not a known parameter; known are size, block_size'],
    ['no size', '[{"size": 0}]', '0.size must be a whole number of mebibytes from 1 to 1073741824, or "remaining"'],
    ['half a MiB', '[{"size": 0.5}]', '0.size must be a whole number'],
    ['an odd unit', '[{"size": "20X"}]', '"20X" is not a size'],
    ['no file', '@/no/such/file', 'the file "/no/such/file" can not be read: ENOENT'],
    ['a directory', '@/tmp', 'the file "/tmp" can not be read: EISDIR'],
    ['a file that is not JSON', '@/etc/passwd', 'the file "/etc/passwd" is not JSON'],
    ['something long', 'x'.repeat(100_000), `"${'x'.repeat(64)}…" is neither JSON nor @FILE`],
  ])('%s is refused before anything is sent', async (_what, data, message) => {
    const { status, stdout, stderr } = await create('--disks', data);
    expect([status, stdout, stderr.length]).toEqual([2, [], 1]);
    expect(stderr[0]).toContain(`triton instance create: error (Usage): `);
    expect(stderr[0]).toContain(message);
    expect(world.cloudapi.asked).toEqual([]);
  });
});

test('everything else that may be given arrives', async () => {
  const { status } = await create(
    ...['-n', 'db0', '-N', 'office', '--network=55555555', '--deletion-protection'],
    ...['-m', 'foo=bar=baz', '-m', 'n=007', '-t', 'prod=true', '-t', 'rank=7', '-t', 'empty='],
  );
  expect(status).toBe(0);
  expect(created()).toMatchObject({
    name: 'db0',
    image: '22222222-aaaa-4000-8000-000000000002', // the newest of that name
    networks: ['66666666-cccc-4000-8000-000000000006', '55555555-cccc-4000-8000-000000000005'],
    deletion_protection: true,
    metadata: { foo: 'bar=baz', n: '007' },
    tags: { prod: true, rank: 7, empty: '' },
  });
});

test.each([
  ['ubuntu-certified-20.04@20200101', '11111111-aaaa-4000-8000-000000000001'],
  ['11111111', '11111111-aaaa-4000-8000-000000000001'],
  ['22222222-AAAA-4000-8000-000000000002', '22222222-aaaa-4000-8000-000000000002'],
])('image %s is found', async (image, id) => {
  expect((await world.triton('create', image, '33333333')).status).toBe(0);
  expect(created().image).toBe(id);
});

test.each([
  ['image', ['nonesuch', PACKAGE], 'no image with name, id or short id "nonesuch" was found'],
  ['package', [IMAGE, 'nonesuch'], 'no package with name, id or short id "nonesuch" was found'],
  ['network', ['-N', 'nonesuch', IMAGE, PACKAGE], 'no network with name, id or short id "nonesuch" was found'],
])('an unknown %s exits with 3', async (_kind, args, message) => {
  const { status, stderr } = await world.triton('instance', 'create', ...args);
  expect([status, stderr]).toEqual([3, [`triton instance create: error (ResourceNotFound): ${message}`]]);
  expect(world.cloudapi.cloud.machines.size).toBe(0);
});

describe('-w and -j', () => {
  test('without either, a line says what is being created', async () => {
    const { stdout } = await create('-n', 'db0');
    expect(stdout).toEqual([`Creating instance db0 (${created().id}, ${IMAGE}@20210101, ${PACKAGE})`]);
    expect(created().state).toBe('provisioning');
  });

  test('-w waits until it runs', async () => {
    const { status, stdout } = await create('-w', '-n', 'db0');
    expect([status, created().state]).toEqual([0, 'running']);
    expect(stdout[1]).toMatch(/^Created instance db0 \(\S+\) in \d+\.\ds$/);
  });

  test('-j prints the instance, and with -w as it is in the end; stdout has nothing else', async () => {
    const begun = await create('-j', '-n', 'db0');
    expect(begun.stdout.map((line) => (JSON.parse(line) as Machine).state)).toEqual(['provisioning']);
    world.reset();
    const ended = await create('-wj', '-n', 'db0');
    expect(ended.stdout.map((line) => (JSON.parse(line) as Machine).state)).toEqual(['running']);
    expect(ended.stderr).toHaveLength(2);
  });

  test('-w fails with the reason', async () => {
    world.cloudapi.cloud.jobsFailWith = 'no compute node has the space';
    const { status, stderr } = await create('-w');
    expect([status, stderr]).toEqual([1, ['triton instance create: error: no compute node has the space']]);
  });
});
describe('the other options', () => {
  test('--dry-run says what would be asked for, and asks for nothing', async () => {
    const { status, stdout } = await create('--dry-run', '-j', '-n', 'db0', '-N', 'office', '-t', 'a=1');
    expect([status, JSON.parse(stdout.join())]).toEqual([
      0,
      {
        name: 'db0',
        'tag.a': 1,
        image: '22222222-aaaa-4000-8000-000000000002',
        package: '33333333-bbbb-4000-8000-000000000003',
        networks: ['66666666-cccc-4000-8000-000000000006'],
      },
    ]);
    expect(world.cloudapi.asked.filter((line) => line.startsWith('POST'))).toEqual([]);
  });

  test('files become metadata, and the rest what CreateMachine takes', async () => {
    const script = world.write('boot.sh', '#!/bin/sh\n');
    const nic = '55555555-cccc-4000-8000-000000000005';
    const { stdout } = await create(
      ...[
        '--dry-run',
        '--script',
        script,
        '--cloud-config',
        script,
        '-M',
        `x=${script}`,
        '-m',
        'y=true',
        '-b',
        'bhyve',
      ],
      ...['--nic', `ipv4_uuid=${nic},ipv4_ips=10.99.0.7`, '--nic', `ipv4_uuid=${nic}`, '-a', 'instance!=web0'],
      ...['--firewall', '--allow-shared-images', '--deletion-protection'],
    );
    expect(JSON.parse(stdout.join('\n'))).toMatchObject({
      'metadata.user-script': '#!/bin/sh\n',
      'metadata.cloud-init:user-data': '#!/bin/sh\n',
      'metadata.x': '#!/bin/sh\n',
      'metadata.y': true,
      brand: 'bhyve',
      networks: [{ ipv4_uuid: nic, ipv4_ips: ['10.99.0.7'] }, { ipv4_uuid: nic }],
      affinity: ['instance!=web0'],
      firewall_enabled: true,
      allow_shared_images: true,
      deletion_protection: true,
    });
  });

  test.each([
    [['--nic', 'x'], '--nic: "x" is not ipv4_uuid=ID'],
    [['--nic', 'ipv4_uuid=x,colour=red'], '--nic: "ipv4_uuid=x,colour=red" is not'],
    [['-M', 'x'], '--metadata-file: "x" is not KEY=FILE'],
    [['--script', '/no/such'], 'the file "/no/such" can not be read: ENOENT'],
  ])('%j is refused', async (options, message) => {
    const { status, stderr } = await create(...options);
    expect([status, stderr[0]]).toEqual([2, expect.stringContaining(message)]);
    expect(world.cloudapi.asked).toEqual([]);
  });
});
