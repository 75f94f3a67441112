import { seedData } from '@triton/dev-stack/seed-data';
import { expectDisks } from './expect-disks';
import { PublishedTriton } from './published-triton';
import { startWorld } from './start-world';
import type { World } from './world';

jest.setTimeout(180_000);

const IMAGE = seedData.image.name;
const PACKAGE = seedData.flexiblePackage.name;

let world: World;
let triton: PublishedTriton;
beforeAll(async () => {
  world = await startWorld();
  triton = await PublishedTriton.of(world);
});
afterAll(() => world?.close());

test('create -w on a flexible package, without --disk: the image and the rest of the space', async () => {
  const args = ['-n', 'web', '-N', 'external', '-t', 'role=web', '-m', 'color=blue', IMAGE, PACKAGE];
  expect(await triton.prints('instance', 'create', '--dry-run', ...args)).toContain('this-is-a-dry-run');
  expect(await triton.list('instance', 'list')).toEqual([]);

  expect(await triton.prints('instance', 'create', '-w', ...args)).toMatch(/Created instance web \([0-9a-f-]{36}\)/);
  const [listed] = await triton.list('instance', 'list', 'name=web');
  const id = String(listed?.['id']);
  await expectDisks(world, id, { '0:4:0': 10240, '0:4:1': 92160 });
  expect(listed).toMatchObject({
    state: 'running',
    package: PACKAGE,
    tags: { role: 'web' },
    shortid: id.slice(0, 8),
  });

  const [long, chosen, byTag, others, byShortId, byId, ip, info] = await Promise.all([
    triton.table('instance', 'list', '-l', '-H'),
    triton.table('instance', 'list', '-o', 'name,flexible,free_space,disks.1.size'),
    triton.table('instance', 'list', '-H', '-o', 'name', 'tag.role=web', 'state=running'),
    triton.list('instance', 'list', 'state=stopped'),
    triton.object('instance', 'get', id.slice(0, 8)),
    triton.object('instance', 'get', id),
    triton.prints('instance', 'ip', 'web'),
    triton.object('info', '-j'),
  ]);
  expect(long).toEqual([
    [id, 'web', `${IMAGE}@20220901`, 'bhyve', PACKAGE, 'running', 'B', expect.any(String), expect.any(String)],
  ]);
  expect(chosen).toEqual([
    ['NAME', 'FLEXIBLE', 'FREE_SPACE', 'DISKS.1.SIZE'],
    ['web', 'true', '0', '92160'],
  ]);
  expect([byTag, others]).toEqual([[['web']], []]);
  expect(byId).toMatchObject({ id, brand: 'bhyve', disk: 102400, memory: 3840, metadata: { color: 'blue' } });
  expect(byShortId).toEqual(byId);
  expect(byId).toEqual(await world.cloudapi.getMachine(id));
  expect(ip).toBe(`${String(byId['primaryIp'])}\n`);
  expect(info).toMatchObject({ totalInstances: 1, instances: { running: 1 }, totalMemory: 3840 * 1e6 });
});

test('stop -w, start -w and reboot -w, and the audit names them', async () => {
  const id = await world.newMachine({ name: 'cycled' });
  const stateOnNode = async () => {
    const { server_uuid: serverUuid = '' } = await world.vmapi.getVm(id);
    return (await world.cnapi.loadVm(serverUuid, id))['state'];
  };
  await triton.prints('instance', 'stop', '-w', 'cycled');
  expect(await stateOnNode()).toBe('stopped');
  await triton.prints('instance', 'start', 'cycled');
  await triton.prints('instance', 'wait', '-s', 'running', 'cycled');
  expect(await stateOnNode()).toBe('running');
  expect(await triton.prints('instance', 'reboot', '-w', 'cycled')).toContain('Rebooted instance cycled');
  await triton.prints('instance', 'stop', '-w', 'cycled');
  await triton.prints('instance', 'start', '-w', id);
  expect(await stateOnNode()).toBe('running');
  const audit = await triton.list('instance', 'audit', 'cycled');
  expect(audit.map(({ action, success }) => [action, success])).toEqual(
    ['start', 'stop', 'reboot', 'start', 'stop', 'provision'].map((action) => [action, 'yes']),
  );
});

test('rename -w; deletion protection refuses a delete until it is disabled; delete -w', async () => {
  const id = await world.newMachine({ name: 'old' });
  expect(await triton.prints('instance', 'rename', '-w', 'old', 'new')).toContain('Renamed instance old to "new"');
  expect(await world.vmapi.getVm(id)).toMatchObject({ alias: 'new' });

  await triton.prints('instance', 'enable-deletion-protection', '-w', 'new');
  expect(await triton.table('instance', 'list', '-H', '-o', 'name,flags', 'name=new')).toEqual([['new', 'BP']]);
  expect(await triton.refuses('instance', 'delete', '-f', 'new')).toContain('deletion_protection');
  await expectDisks(world, id, { '0:4:0': 10240, '0:4:1': 92160 });
  await triton.prints('instance', 'disable-deletion-protection', '-w', 'new');

  const pool = await world.poolOf(id);
  expect(await triton.prints('instance', 'delete', '-w', '-f', 'new')).toContain('Delete instance new');
  expect(await pool.zfs.exists(`zones/${id}`)).toBe(false);
  const byId = await triton.run(['instance', 'get', id]);
  expect(byId).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('InstanceDeleted') });
  expect(JSON.parse(byId.stdout)).toMatchObject({ id, state: 'deleted' });
  const byName = await triton.run(['instance', 'get', 'new']);
  expect(byName).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('ResourceNotFound') });
});

test('tags and metadata are set, read, replaced and deleted', async () => {
  const id = await world.newMachine({ name: 'labelled' });
  expect(await triton.object('instance', 'tag', 'set', '-w', 'labelled', 'role=db', 'shard=7', 'old=true')).toEqual({
    role: 'db',
    shard: 7,
    old: true,
  });
  expect(await triton.prints('instance', 'tag', 'get', 'labelled', 'shard')).toBe('7\n');
  await triton.prints('instance', 'tag', 'delete', '-w', 'labelled', 'old');
  expect(await triton.object('instance', 'tags', 'labelled')).toEqual({ role: 'db', shard: 7 });
  await triton.prints('instance', 'tag', 'replace-all', '-w', 'labelled', 'role=web');
  expect(await world.vmapi.getVm(id)).toMatchObject({ tags: { role: 'web' } });

  await triton.prints('instance', 'metadata', 'set', '-w', 'labelled', 'color=blue', 'size=7');
  expect(await triton.object('instance', 'metadatas', 'labelled')).toMatchObject({ color: 'blue', size: 7 });
  expect(await triton.prints('instance', 'metadata', 'get', 'labelled', 'color')).toBe('blue\n');
  await triton.prints('instance', 'metadata', 'delete', '-f', '-w', 'labelled', 'color');
  expect(await triton.object('instance', 'get', id)).toMatchObject({ tags: { role: 'web' } });
  expect((await world.vmapi.getVm(id)).customer_metadata).not.toHaveProperty('color');
});
