import type { Machine } from '@triton/schemas/machine';
import type { MachineSnapshot } from '@triton/schemas/machine-snapshot';
import type { Vm } from '@triton/schemas/vm';
import { startWorld, type World } from './world';

let world: World;
let vm: Vm;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());
beforeEach(() => {
  vm = world.putVm();
  world.vmapi.takeOperations();
});

const path = () => `/acme/machines/${vm.uuid}`;
const create = (body: object = {}, headers = {}) => world.request('POST', `${path()}/snapshots`, { body, headers });
const get = (name: string) => world.request('GET', `${path()}/snapshots/${name}`);
const stateOf = async (name: string) => ((await get(name)).body as MachineSnapshot).state;
const list = async () => (await world.request('GET', `${path()}/snapshots`)).body as MachineSnapshot[];
const machine = async () => (await world.request('GET', path())).body as Machine;

test('a snapshot is promised with 201, then queued, then created with its size', async () => {
  const answer = await create({ name: 'noon' });
  expect([answer.status, answer.body]).toEqual([201, { name: 'noon', state: 'queued' }]);
  expect(answer.headers.get('location')).toBe(`${path()}/snapshots/noon`);
  expect(answer.headers.get('x-job-uuid')).toBe(world.vmapi.jobs[0]?.uuid);
  const times = { created: expect.any(String), updated: expect.any(String) };
  expect((await get('noon')).body).toEqual({ name: 'noon', state: 'queued', ...times });
  Object.assign(world.vmapi.jobs[0] ?? {}, { execution: 'running' });
  expect(await list()).toMatchObject([{ name: 'noon', state: 'running' }]);
  world.vmapi.finishJobs();
  expect((await get('noon')).body).toEqual({ name: 'noon', state: 'created', size: 0, ...times });
  const listed = await world.request('GET', `${path()}/snapshots`);
  expect([listed.headers.get('x-resource-count'), listed.headers.get('etag')]).toEqual(['1', vm.etag]);
});

test('without a name it has the one that VMAPI gave it', async () => {
  const answer = await create();
  expect(answer.body).toEqual({ name: '20260303T100500Z', state: 'queued' });
  expect(answer.headers.get('location')).toBe(`${path()}/snapshots/20260303T100500Z`);
});

test('what it holds is gone from free_space and is told of each disk', async () => {
  expect((await machine()).disks?.[0]).not.toHaveProperty('snapshot_size');
  await create({ name: 'noon' });
  world.vmapi.finishJobs();
  expect(await machine()).toMatchObject({ free_space: 70_656, disks: [{ snapshot_size: 1024 }, { size: 20_480 }] });
  const disks = await world.request('GET', `${path()}/disks`);
  expect(disks.body).toMatchObject([{ snapshot_size: 1024 }, { size: 20_480 }]);
});

test('one that could not be made is failed by its name, and not in the list', async () => {
  await create({ name: 'noon' });
  world.vmapi.finishJobs('no space');
  expect(await stateOf('noon')).toBe('failed');
  expect(await list()).toEqual([]);
  await create({ name: 'noon' });
  expect(await stateOf('noon')).toBe('queued');
});

test('deleting it is 204 with the job; it is deleting until it is not found any more', async () => {
  await create({ name: 'noon' });
  world.vmapi.finishJobs();
  const answer = await world.request('DELETE', `${path()}/snapshots/noon`);
  expect([answer.status, answer.text, answer.headers.get('x-job-uuid')]).toEqual([204, '', world.vmapi.jobs[0]?.uuid]);
  expect(await stateOf('noon')).toBe('deleting');
  world.vmapi.finishJobs();
  expect(await get('noon')).toMatchObject({
    status: 404,
    body: { code: 'ResourceNotFound', message: 'Snapshot not found' },
  });
  expect(await list()).toEqual([]);
  expect((await machine()).free_space).toBe(71_680);
});

test('starting from it is 202 with an empty body and the job; a client may repeat in the body what the path says', async () => {
  await create({ name: 'noon' });
  world.vmapi.finishJobs();
  for (const body of [undefined, {}, { id: vm.uuid, name: 'noon' }]) {
    const answer = await world.request('POST', `${path()}/snapshots/noon`, { body });
    expect([answer.status, answer.text]).toEqual([202, '']);
    expect(answer.headers.get('x-job-uuid')).toBe(world.vmapi.jobs[0]?.uuid);
  }
  world.vmapi.finishJobs();
  expect((await machine()).state).toBe('running');
});

test.each(['%', 'a/b', 'a b', 'x'.repeat(65), 'none'])(
  'there is no snapshot %j to get, start from or delete',
  async (name) => {
    const at = `${path()}/snapshots/${encodeURIComponent(name)}`;
    for (const method of ['GET', 'POST', 'DELETE']) {
      expect(await world.request(method, at)).toMatchObject({ status: 404, body: { code: 'ResourceNotFound' } });
    }
  },
);

test.each([
  ['with a slash', { name: 'a/b' }],
  ['with an at sign', { name: 'a@b' }],
  ['with a percent sign', { name: 'a%b' }],
  ['that is empty', { name: '' }],
  ['that is long', { name: 'x'.repeat(65) }],
])('a name %s is refused', async (_what, body) => {
  expect(await create(body)).toMatchObject({
    status: 409,
    body: { code: 'InvalidArgument', errors: [{ field: 'name' }] },
  });
});

test('a name that is taken is refused as a name', async () => {
  await create({ name: 'noon' });
  world.vmapi.finishJobs();
  expect(await create({ name: 'noon' })).toMatchObject({
    status: 409,
    body: { code: 'ValidationFailed', errors: [{ field: 'name', code: 'Duplicate' }] },
  });
});

test('of a machine that is not flexible there are none, of a deleted one neither', async () => {
  delete vm.flexible_disk_size;
  expect(await create()).toMatchObject({ status: 409, body: { code: 'VmWithoutFlexibleDiskSize' } });
  vm = world.putVm({ state: 'destroyed' });
  expect(await create()).toMatchObject({ status: 410, body: { state: 'deleted' } });
  expect((await world.request('GET', `${path()}/snapshots`)).status).toBe(404);
});
