import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seedData } from '@triton/dev-stack/seed-data';
import { expectDisks } from './expect-disks';
import { PublishedTriton } from './published-triton';
import { startWorld } from './start-world';
import type { World } from './world';

jest.setTimeout(180_000);

const IMAGE = seedData.image.name;
const FLEXIBLE = seedData.flexiblePackage.name;

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
