import type { MachineDisk } from '@triton/schemas/disk';
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
  world.vmapi.finishJobs();
  world.vmapi.calls.length = 0;
});

const disksPath = () => `/acme/machines/${vm.uuid}/disks`;
const boot = () => vm.disks[0]?.uuid ?? '';
const data = () => vm.disks[1]?.uuid ?? '';
const list = async () => (await world.request('GET', disksPath())).body as MachineDisk[];
const add = (body: object, headers = {}) => world.request('POST', disksPath(), { body, headers });
const resize = (disk: string, body: object, headers = {}) =>
  world.request('POST', `${disksPath()}/${disk}`, { body, headers });
const remove = (disk: string, headers = {}) => world.request('DELETE', `${disksPath()}/${disk}`, { headers });
const lastInput = () => world.vmapi.calls.at(-1)?.input;

describe('GetMachineDisks', () => {
  test('a disk has one shape wherever it is shown', async () => {
    vm.disks[1] = { ...(vm.disks[1] as Vm['disks'][number]), snapshot_size: 512, block_size: 8192 };
    const expected = [
      {
        id: boot(),
        size: 10_240,
        boot: true,
        image: 'aa788e1f-e143-c46e-9417-b4212486c4ae',
        pci_slot: '0:4:0',
        state: 'stopped',
      },
      { id: data(), size: 20_480, snapshot_size: 512, pci_slot: '0:4:1', block_size: 8192, state: 'stopped' },
    ];
    expect(await list()).toEqual(expected);
    expect((await world.request('GET', `${disksPath()}/${data()}`)).body).toEqual(expected[1]);
    expect((await world.request('GET', `/acme/machines/${vm.uuid}`)).body).toMatchObject({ disks: expected });
  });

  test('the state of a disk that nothing is done to is its machine’s', async () => {
    vm.state = 'running';
    expect((await list()).map(({ state }) => state)).toEqual(['running', 'running']);
  });

  test('the count of the page is in a header, for HEAD too', async () => {
    for (const method of ['GET', 'HEAD']) {
      const answer = await world.request(method, disksPath());
      expect([answer.status, answer.headers.get('x-resource-count')]).toEqual([200, '2']);
    }
  });

  test('the stray query parameters of the shipped client are tolerated', async () => {
    const path = `${disksPath()}/${data()}?id=${vm.uuid}&diskId=${data()}&useCache=true`;
    expect((await world.request('GET', path)).status).toBe(200);
  });

  test('ids are found in any case of letters', async () => {
    const path = `/acme/machines/${vm.uuid.toUpperCase()}/disks/${data().toUpperCase()}`;
    expect(await world.request('GET', path)).toMatchObject({ status: 200, body: { id: data() } });
  });

  test('a disk of another machine, or one that is no id, is not found', async () => {
    const other = world.putVm();
    for (const id of [other.disks[1]?.uuid, 'disk1']) {
      const answer = await world.request('GET', `${disksPath()}/${id}`);
      expect(answer).toMatchObject({ status: 404, body: { code: 'ResourceNotFound', message: 'disk not found' } });
    }
  });

  test('a deleted machine has no disks to find', async () => {
    Object.assign(vm, { state: 'destroyed', disks: [] });
    expect(await world.request('GET', disksPath())).toMatchObject({ status: 404, body: { code: 'ResourceNotFound' } });
    expect((await add({ size: 1 })).status).toBe(404);
  });
});

describe('CreateMachineDisk', () => {
  test('202 with an empty body, the job, and where the disk is; it is listed at once', async () => {
    const answer = await add({ size: 1024, pci_slot: '0:4:5' });
    expect([answer.status, answer.text]).toEqual([202, '']);
    expect(answer.headers.get('x-job-uuid')).toBe(world.vmapi.jobs[0]?.uuid);
    const location = answer.headers.get('location') ?? '';
    const disk = await world.request('GET', location);
    expect(disk).toMatchObject({ status: 200, body: { size: 1024, pci_slot: '0:4:5', state: 'creating' } });
    expect(location).toBe(`${disksPath()}/${(disk.body as MachineDisk).id}`);
    world.vmapi.finishJobs();
    expect((await world.request('GET', location)).body).toMatchObject({ state: 'stopped' });
  });

  test('my in the path becomes the login in Location', async () => {
    const answer = await world.request('POST', disksPath().replace('/acme', '/my'), { body: { size: 1 } });
    expect(answer.headers.get('location')).toMatch(/^\/acme\/machines\//);
  });

  test('remaining is all the space that is left', async () => {
    await add({ size: 'remaining' });
    expect((await list()).map(({ size }) => size)).toEqual([10_240, 20_480, 71_680]);
    expect((await world.request('GET', `/acme/machines/${vm.uuid}`)).body).toMatchObject({ free_space: 0 });
  });

  test('more than is free is InsufficientSpace, with the numbers, as VMAPI said it', async () => {
    expect(await add({ size: 71_681 })).toMatchObject({
      status: 409,
      body: { code: 'InsufficientSpace', requested: 71_681, free_space: 71_680, allocatable: 71_680 },
    });
  });

  test('a running machine is refused: VM must be stopped', async () => {
    vm.state = 'running';
    const answer = await add({ size: 1024 });
    expect([answer.status, answer.body]).toEqual([409, { code: 'InvalidArgument', message: 'VM must be stopped' }]);
    expect(world.vmapi.takeOperations()).toEqual(['CreateVmDisk', 'GetVm']);
  });

  test('a ninth disk is refused', async () => {
    for (let i = vm.disks.length; i < 8; i++) expect((await add({ size: 1 })).status).toBe(202);
    expect(await add({ size: 1 })).toMatchObject({ status: 409, body: { code: 'InvalidArgument' } });
  });

  test('the request id, who asked, and the conditions of the client go to VMAPI', async () => {
    const headers = { 'x-request-id': 'req-17', 'idempotency-key': 'add-1', 'if-match': vm.etag };
    const answer = await add({ size: 1024 }, headers);
    expect([answer.status, answer.headers.get('x-request-id')]).toEqual([202, 'req-17']);
    const call = world.vmapi.calls.at(-1);
    expect(call?.headers).toMatchObject(headers);
    expect(JSON.parse(String(call?.headers['x-context']))).toEqual({
      caller: {
        type: 'signature',
        ip: expect.stringContaining('127.0.0.1'),
        keyId: `/acme/keys/${world.keys.acme.publicKey.fingerprintMd5}`,
      },
    });
  });

  test('an If-Match that does not hold is 412', async () => {
    const answer = await add({ size: 1024 }, { 'if-match': '"99"' });
    expect(answer).toMatchObject({ status: 412, body: { code: 'PreconditionFailed' } });
  });

  test('a repeat with the same Idempotency-Key gets the first answer, even if the machine runs by now', async () => {
    const headers = { 'idempotency-key': `add-${vm.uuid}` };
    const first = await add({ size: 1024 }, headers);
    world.vmapi.finishJobs();
    vm.state = 'running';
    const second = await add({ size: 1024 }, headers);
    expect(second.status).toBe(202);
    for (const name of ['x-job-uuid', 'location']) expect(second.headers.get(name)).toBe(first.headers.get(name));
    expect(vm.disks).toHaveLength(3);
  });
});

describe('ResizeMachineDisk', () => {
  test('202 with an empty body; the disk is resizing, then has its size', async () => {
    const answer = await resize(data(), { size: 30_720 });
    expect([answer.status, answer.text]).toEqual([202, '']);
    expect(answer.headers.get('x-job-uuid')).toBe(world.vmapi.jobs[0]?.uuid);
    expect(answer.headers.get('location')).toBe(`${disksPath()}/${data()}`);
    expect((await list())[1]).toMatchObject({ size: 20_480, state: 'resizing' });
    world.vmapi.finishJobs();
    expect((await list())[1]).toMatchObject({ size: 30_720, state: 'stopped' });
  });

  test('the boot disk may grow', async () => {
    expect((await resize(boot(), { size: 20_480 })).status).toBe(202);
  });

  test('RFD 154, ResizeMachineDisk: a shrink that nobody allowed is InvalidArgument, from what to what', async () => {
    for (const flag of [{}, { dangerous_allow_shrink: false }]) {
      const answer = await resize(data(), { size: 10_240, ...flag });
      expect(answer).toMatchObject({ status: 409, body: { code: 'InvalidArgument', errors: [{ field: 'size' }] } });
      expect(answer.text).toContain('Can not shrink disk from 20480 MiB to 10240 MiB');
    }
    expect(world.vmapi.takeOperations()).toEqual(['ResizeVmDisk', 'GetVm', 'ResizeVmDisk', 'GetVm']);
  });

  test('a shrink that is allowed is done', async () => {
    expect((await resize(data(), { size: 10_240, dangerous_allow_shrink: true })).status).toBe(202);
    expect(lastInput()).toEqual({ disk_id: data(), size: 10_240, dangerous_allow_shrink: true });
  });

  test('a shrink of a running machine is refused: VM must be stopped', async () => {
    vm.state = 'running';
    const answer = await resize(data(), { size: 10_240, dangerous_allow_shrink: true });
    expect([answer.status, answer.body]).toEqual([409, { code: 'InvalidArgument', message: 'VM must be stopped' }]);
    expect(world.vmapi.takeOperations()).toEqual(['ResizeVmDisk', 'GetVm']);
  });

  test('growing a disk of a running machine is refused if VMAPI does, and its VmNotStopped is told in CloudAPI’s words', async () => {
    vm.state = 'running';
    const answer = await resize(data(), { size: 30_720 });
    expect([answer.status, answer.body]).toEqual([409, { code: 'InvalidArgument', message: 'VM must be stopped' }]);
    expect(world.vmapi.takeOperations()).toEqual(['ResizeVmDisk', 'GetVm']);
  });

  test('growing beyond what is free is InsufficientSpace, by the space as VMAPI knows it now', async () => {
    const answer = await resize(data(), { size: 92_161 });
    expect(answer).toMatchObject({
      status: 409,
      body: { code: 'InsufficientSpace', requested: 71_681, free_space: 71_680 },
    });
    expect(world.vmapi.takeOperations()).toEqual(['ResizeVmDisk', 'GetVm']);
  });

  test('a disk that is not there is not found', async () => {
    const answer = await resize('11111111-2222-4333-8444-555555555555', { size: 30_720 });
    expect(answer).toMatchObject({ status: 404, body: { code: 'ResourceNotFound' } });
  });
});

describe('DeleteMachineDisk', () => {
  test('204 with the job; the disk is deleting, then is not found', async () => {
    const id = data();
    const answer = await remove(id);
    expect([answer.status, answer.text]).toEqual([204, '']);
    expect(answer.headers.get('x-job-uuid')).toBe(world.vmapi.jobs[0]?.uuid);
    expect((await list())[1]).toMatchObject({ id, state: 'deleting' });
    world.vmapi.finishJobs();
    const gone = await world.request('GET', `${disksPath()}/${id}`);
    expect(gone).toMatchObject({ status: 404, body: { code: 'ResourceNotFound' } });
    expect((await remove(id)).status).toBe(404);
  });

  test('RFD 154, DeleteMachineDisk: the boot disk is InvalidArgument', async () => {
    expect(await remove(boot())).toMatchObject({ status: 409, body: { code: 'InvalidArgument' } });
    expect(world.vmapi.takeOperations()).toEqual(['DeleteVmDisk', 'GetVm']);
  });

  test('a running machine is refused: VM must be stopped', async () => {
    vm.state = 'running';
    expect((await remove(data())).body).toEqual({ code: 'InvalidArgument', message: 'VM must be stopped' });
  });

  test('a repeat with the same Idempotency-Key gets the first answer though the disk is gone', async () => {
    const headers = { 'idempotency-key': `delete-${vm.uuid}` };
    const id = data();
    const first = await remove(id, headers);
    world.vmapi.finishJobs();
    const second = await remove(id, headers);
    expect([second.status, second.headers.get('x-job-uuid')]).toEqual([204, first.headers.get('x-job-uuid')]);
  });
});

describe('deletion protection', () => {
  beforeEach(() => {
    vm.indestructible_zoneroot = true;
  });
  const refusal = { status: 409, body: { code: 'CannotDestroyMachine' } };

  test('also keeps each disk, whole, with an Idempotency-Key or without', async () => {
    for (const headers of [{}, { 'idempotency-key': `protected-${vm.uuid}` }]) {
      expect(await remove(data(), headers)).toMatchObject(refusal);
      expect(await resize(data(), { size: 1024, dangerous_allow_shrink: true }, headers)).toMatchObject(refusal);
    }
    expect(vm.disks.map(({ state }) => state)).toEqual(['active', 'active']);
  });

  test('does not keep a machine from growing', async () => {
    expect((await resize(data(), { size: 30_720 })).status).toBe(202);
    expect((await add({ size: 1024 })).status).toBe(202);
  });
});

describe('machines that RFD 154 does not apply to', () => {
  test.each([
    ['an inflexible one', { flexible_disk_size: undefined as never }, 'VmWithoutFlexibleDiskSize'],
    ['one of another brand', { brand: 'kvm' }, 'BrandNotSupported'],
  ])('%s keeps its disks as they are', async (_what, more, code) => {
    Object.assign(vm, more);
    if (code === 'VmWithoutFlexibleDiskSize') delete vm.flexible_disk_size;
    for (const answer of [await add({ size: 1 }), await resize(data(), { size: 30_720 }), await remove(data())]) {
      expect(answer).toMatchObject({ status: 409, body: { code } });
    }
  });
});

test('reading a disk costs VMAPI one request, changing one it too, and PAPI none', async () => {
  const asked = world.papi.asked;
  await world.request('GET', `${disksPath()}/${data()}`);
  expect(world.vmapi.takeOperations()).toEqual(['GetVm']);
  await resize(data(), { size: 30_720 });
  expect(world.vmapi.takeOperations()).toEqual(['ResizeVmDisk']);
  expect(world.papi.asked).toBe(asked);
});
