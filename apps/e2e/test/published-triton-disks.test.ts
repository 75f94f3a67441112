import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seedData } from '@triton/dev-stack/seed-data';
import type { Machine } from '@triton/schemas/machine';
import { expectDisks } from './expect-disks';
import { PublishedTriton } from './published-triton';
import { startWorld } from './start-world';
import type { World } from './world';

jest.setTimeout(180_000);

const IMAGE = seedData.image.name;
const FLEXIBLE = seedData.flexiblePackage.name;

const LARGER = seedData.resizePackage.name;
const MIB = 1024 ** 2;

let world: World;
let triton: PublishedTriton;
beforeAll(async () => {
  world = await startWorld();
  triton = await PublishedTriton.of(world);
});
afterAll(() => world?.close());

/** Creates an instance with `triton`, waits, and tells its id. */
async function created(name: string, ...options: string[]): Promise<string> {
  const stdout = await triton.prints('instance', 'create', '-w', '-n', name, ...options, IMAGE, FLEXIBLE);
  const [, id = ''] = /Created instance \S+ \(([0-9a-f-]{36})\)/.exec(stdout) ?? [];
  return id;
}

const disk = (size: number | 'remaining') => `--disk=${JSON.stringify({ size })}`;

describe('instance create', () => {
  test('--disk once for each disk, and the lists of them', async () => {
    const id = await created('each', '--disk={}', disk(20480), disk('remaining'));
    await expectDisks(world, id, { '0:4:0': 10240, '0:4:1': 20480, '0:4:2': 71680 });

    const ids = await Promise.all(['0:4:0', '0:4:1', '0:4:2'].map((slot) => world.diskIn(id, slot)));
    const short = ids.map((uuid) => uuid.slice(0, 8));
    const [table, long, objects, one] = await Promise.all([
      triton.table('instance', 'disk', 'list', 'each'),
      triton.table('instance', 'disks', '-l', '-H', id),
      triton.list('instance', 'disks', id.slice(0, 8)),
      triton.object('instance', 'disk', 'get', 'each', short[2] ?? ''),
    ]);
    expect(table).toEqual([
      ['SHORTID', 'SIZE', 'PCI_SLOT'],
      [short[0], '10240', '0:4:0'],
      [short[1], '20480', '0:4:1'],
      [short[2], '71680', '0:4:2'],
    ]);
    expect(long[0]).toEqual([ids[0], '10240', '0:4:0', 'true']);
    expect(objects[1]).toEqual({ id: ids[1], shortid: short[1], size: 20480, pci_slot: '0:4:1', block_size: 8192 });
    expect(one).toEqual({ id: ids[2], size: 71680, pci_slot: '0:4:2', block_size: 8192 });
  });

  test('--disk=@FILE for all of them, and what can not be is refused and leaves nothing', async () => {
    const file = join(triton.folder('files'), 'disks.json');
    writeFileSync(file, JSON.stringify([{ size: 20480 }, { size: 5120 }]));
    const id = await created('from-file', `--disk=@${file}`);
    await expectDisks(world, id, { '0:4:0': 20480, '0:4:1': 5120 });

    const create = (packageName: string, ...disks: string[]) =>
      triton.refuses('instance', 'create', '-n', 'never', ...disks, IMAGE, packageName);
    const [inflexible, tooMuch, twoRests, smallBoot, nested] = await Promise.all([
      create('k4-highcpu-bhyve-3.75g', '--disk={}'),
      create(FLEXIBLE, '--disk={}', disk(92161)),
      create(FLEXIBLE, '--disk={}', disk('remaining'), disk('remaining')),
      create(FLEXIBLE, disk(1024)),
      create(FLEXIBLE, '--disk=[{},{}]'),
    ]);
    expect(inflexible).toContain('flexible');
    expect(tooMuch).toContain('102400');
    expect(twoRests).toContain('remaining');
    expect(smallBoot).toContain('10240');
    expect(nested).toContain('disks.0');
    expect(await triton.list('instance', 'list', 'name=never')).toEqual([]);
  });
});

describe('instance disk', () => {
  test('add -w, resize -w and delete -w return when it is so on the node', async () => {
    const id = await created('disks', '--disk={}', disk(20480));
    const data = await world.diskIn(id, '0:4:1');
    expect(await triton.prints('instance', 'disk', 'resize', '-w', 'disks', data, '30720')).toContain('Resized disk');
    await expectDisks(world, id, { '0:4:0': 10240, '0:4:1': 30720 });

    await triton.prints('instance', 'stop', '-w', 'disks');
    const added = await triton.prints('instance', 'disk', 'add', '-w', 'disks', '1024');
    await expectDisks(world, id, { '0:4:0': 10240, '0:4:1': 30720, '0:4:2': 1024 });
    const third = await world.diskIn(id, '0:4:2');
    expect(added).toContain(`Added disk "${third}"`);

    expect(await triton.prints('instance', 'disk', 'delete', '-w', 'disks', data)).toContain(`Deleted disk "${data}"`);
    await expectDisks(world, id, { '0:4:0': 10240, '0:4:2': 1024 });
    const gone = await triton.run(['instance', 'disk', 'get', 'disks', data]);
    expect(gone).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('ResourceNotFound') });

    // Without -w: it would wait for a disk whose size is the word.
    await triton.prints('instance', 'disk', 'add', 'disks', 'remaining');
    await expectDisks(world, id, { '0:4:0': 10240, '0:4:1': 91136, '0:4:2': 1024 });
    const actions = (await triton.list('instance', 'audit', 'disks')).map(({ action, success }) => [action, success]);
    expect(actions).toEqual(
      ['create_disk', 'delete_disk', 'create_disk', 'stop', 'resize_disk', 'provision'].map((action) => [
        action,
        'yes',
      ]),
    );
  });

  test('a shrink is refused by the command and by the server, and made when it is allowed', async () => {
    const id = await world.newMachine({ name: 'shrunk', disks: [{}, { size: 20480 }] }, { stopped: true });
    const data = await world.diskIn(id, '0:4:1');
    const resize = ['instance', 'disk', 'resize', '-w', 'shrunk', data.slice(0, 8)];
    expect(await triton.refuses(...resize, '10240')).toContain('--dangerous-allow-shrink must be specified');
    const path = `/acme/machines/${id}/disks/${data}`;
    expect(await triton.refuses('cloudapi', '-X', 'POST', '-d', '{"size":10240}', path)).toMatch(
      /InvalidArgument.*20480.*10240/,
    );
    await expectDisks(world, id, { '0:4:0': 10240, '0:4:1': 20480 });
    await triton.prints(...resize, '20480'); // as it is already
    await triton.prints(...resize, '--dangerous-allow-shrink', '10240');
    await expectDisks(world, id, { '0:4:0': 10240, '0:4:1': 10240 });
  });

  test('the boot disk can not be deleted, no more added than is free, and none while the instance runs', async () => {
    const id = await world.newMachine({ name: 'refused', disks: [{}, { size: 20480 }] });
    const [boot, data] = [await world.diskIn(id, '0:4:0'), await world.diskIn(id, '0:4:1')];
    for (const change of [
      ['add', 'refused', '1024'],
      ['delete', 'refused', data],
    ]) {
      expect(await triton.refuses('instance', 'disk', ...change)).toMatch(/\((VmNotStopped|InvalidArgument)\)/);
    }
    await triton.prints('instance', 'stop', '-w', 'refused');
    const [noBoot, noSpace, noGrowth] = await Promise.all([
      triton.refuses('instance', 'disk', 'delete', '-w', 'refused', boot),
      triton.refuses('instance', 'disk', 'add', '-w', 'refused', '71681'),
      triton.refuses('instance', 'disk', 'resize', '-w', 'refused', data, '92161'),
    ]);
    expect(noBoot).toMatch(/\(InvalidArgument\).*boot disk/);
    expect(noSpace).toContain('(InsufficientSpace)');
    expect(noGrowth).toContain('(InsufficientSpace)');
    await expectDisks(world, id, { '0:4:0': 10240, '0:4:1': 20480 });
  });
});

describe('instance resize', () => {
  test('to a larger package and back, but never to one that its disks do not fit', async () => {
    const id = await world.newMachine({ name: 'packaged' }, { stopped: true });
    const data = await world.diskIn(id, '0:4:1');
    expect(await triton.prints('instance', 'resize', '-w', 'packaged', LARGER)).toContain('Resized instance packaged');
    expect(await triton.object('instance', 'get', 'packaged')).toMatchObject({
      package: LARGER,
      memory: 7680,
      disk: 204800,
      free_space: 102400,
    });
    await expectDisks(world, id, { '0:4:0': 10240, '0:4:1': 92160 });

    await triton.prints('instance', 'disk', 'resize', '-w', 'packaged', data, '92161');
    expect(await triton.refuses('instance', 'resize', 'packaged', FLEXIBLE)).toMatch(/\((InsufficientSpace|Val.*)\)/);
    expect(await triton.object('instance', 'get', id)).toMatchObject({ package: LARGER, disk: 204800 });
    await triton.prints('instance', 'disk', 'resize', '-w', '--dangerous-allow-shrink', 'packaged', data, '92160');
    await triton.prints('instance', 'resize', '-w', 'packaged', FLEXIBLE);
    expect(await triton.object('instance', 'get', id)).toMatchObject({
      package: FLEXIBLE,
      disk: 102400,
      free_space: 0,
    });
    await expectDisks(world, id, { '0:4:0': 10240, '0:4:1': 92160 });
  });
});

describe('instance snapshot', () => {
  test('create -w, list, get, and back to it: its disks are as they were', async () => {
    const id = await world.newMachine({ name: 'snapped', disks: [{}, { size: 20480 }] });
    const data = await world.diskIn(id, '0:4:1');
    const made = await triton.prints('instance', 'snapshot', 'create', '-w', '-n', 'before', 'snapped');
    expect(made).toContain('Created snapshot "before"');
    const [table, objects, one, absent] = await Promise.all([
      triton.table('instance', 'snapshot', 'list', '-H', '-o', 'name,state', 'snapped'),
      triton.list('instance', 'snapshots', id),
      triton.object('instance', 'snapshot', 'get', 'snapped', 'before'),
      triton.refuses('instance', 'snapshot', 'get', 'snapped', 'after'),
    ]);
    expect(table).toEqual([['before', 'created']]);
    expect(objects).toEqual([
      expect.objectContaining({ name: 'before', state: 'created', created: expect.any(String) }),
    ]);
    expect(one).toMatchObject({ name: 'before', state: 'created' });
    expect(absent).toContain('ResourceNotFound');
    const pool = await world.poolOf(id);
    expect(await pool.zfs.exists(`zones/${id}/disk1@vmsnap-before`)).toBe(true);

    await triton.prints('instance', 'disk', 'resize', '-w', 'snapped', data, '30720');
    await triton.prints('instance', 'stop', '-w', 'snapped');
    await triton.prints('instance', 'start', '-w', '--snapshot=before', 'snapped');
    await expectDisks(world, id, { '0:4:0': 10240, '0:4:1': 20480 });
    expect(await triton.object('instance', 'get', id)).toMatchObject({ state: 'running' });
  });

  test('what snapshots hold is not free any more, and is again after delete -w', async () => {
    const id = await world.newMachine({ name: 'held', disks: [{}, { size: 20480 }] }, { stopped: true });
    const pool = await world.poolOf(id);
    await pool.write(`zones/${id}/disk1`, 0, 4096 * MIB);
    await triton.prints('instance', 'snapshot', 'create', '-w', '-n', 'one', 'held');
    await pool.write(`zones/${id}/disk1`, 0, 1024 * MIB);
    await triton.prints('instance', 'snapshot', 'create', '-w', '-n', 'two', 'held');
    const held = (await triton.object('instance', 'get', 'held')) as unknown as Machine;
    const { free_space: free, disks = [] } = held;
    const snapshotSize = disks[1]?.snapshot_size ?? 0;
    // With what ZFS itself needs to know where the data is.
    expect(snapshotSize).toBeGreaterThanOrEqual(1024);
    expect(snapshotSize).toBeLessThan(1050);
    expect(free).toBe(71680 - snapshotSize);
    expect(await triton.refuses('instance', 'disk', 'add', 'held', '71680')).toContain('(InsufficientSpace)');

    const deleted = await triton.prints('instance', 'snapshot', 'delete', '-f', '-w', 'held', 'one', 'two');
    expect(deleted).toContain('Deleted snapshot "one"');
    expect(await triton.list('instance', 'snapshot', 'list', 'held')).toEqual([]);
    expect(await triton.object('instance', 'get', 'held')).toMatchObject({ free_space: 71680 });
    await triton.prints('instance', 'disk', 'add', '-w', 'held', '71680');
    await expectDisks(world, id, { '0:4:0': 10240, '0:4:1': 20480, '0:4:2': 71680 });
    const actions = (await triton.list('instance', 'audit', 'held')).map(({ action }) => action);
    expect(actions.filter((action) => String(action).includes('snapshot')).sort()).toEqual([
      'create_snapshot',
      'create_snapshot',
      'delete_snapshot',
      'delete_snapshot',
    ]);
  });
});
