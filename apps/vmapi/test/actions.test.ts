import { randomUUID } from 'node:crypto';
import { refusalOf } from './space-in-use';
import { FLEXIBLE, IMAGE, NETWORK, OWNER, startWorld, STRANGER, type World } from './world';

let world: World;
beforeAll(async () => (world = await startWorld()));
afterAll(() => world.close());
afterEach(async () => {
  world.cnapi.failNext = undefined;
  world.cnapi.resume();
  await world.startRunner();
});

const ended = async (accepted: Promise<{ job_uuid: string }>) => world.finished((await accepted).job_uuid);
async function post(uuid: string, query: string, body: object = {}, headers: Record<string, string> = {}) {
  const init = { method: 'POST', headers: { 'content-type': 'application/json', ...headers } };
  const answer = await fetch(`${world.url}/vms/${uuid}?${query}`, { ...init, body: JSON.stringify(body) });
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, unknown> };
}

test('what is accepted tells where the job can be read', async () => {
  const vm = await world.newVm();
  const { status, headers, body } = await post(vm.uuid, 'action=start');
  const workflowApi = headers.get('workflow-api');
  expect([status, workflowApi]).toEqual([202, world.url]);
  const job = await fetch(`${workflowApi}/jobs/${String(body.job_uuid)}`);
  expect(await job.json()).toMatchObject({ uuid: body.job_uuid, params: { task: 'start' } });
});

test('with sync the answer comes when the job has ended, and says why it failed', async () => {
  const vm = await world.newVm();
  const { body } = await post(vm.uuid, 'action=create_disk&sync=true', { size: 1024 });
  expect((await world.vmapi.getJob(String(body.job_uuid))).execution).toBe('succeeded');
  world.cnapi.failNext = 'the pool is away';
  const failed = await post(vm.uuid, 'action=create_disk', { size: 1024, sync: true });
  expect(failed).toMatchObject({
    status: 409,
    body: { code: 'JobFailed', message: 'the pool is away', job_uuid: expect.any(String) },
  });
  expect((await post(vm.uuid, 'action=start&sync=maybe')).body).toMatchObject({ errors: [{ field: 'sync' }] });
});

test('shipped clients may say everything in the body', async () => {
  const vm = await world.newVm();
  const common = { uuid: vm.uuid, owner_uuid: OWNER, origin: 'adminui', creator_uuid: OWNER };
  const { status, body } = await post(vm.uuid, '', { action: 'create_disk', size: 1024, ...common });
  expect(status).toBe(202);
  expect((await world.finished(String(body.job_uuid))).params).toMatchObject({
    origin: 'adminui',
    owner_uuid: OWNER,
    payload: { add_disks: [{ size: 1024 }] },
  });
  expect((await post(vm.uuid, 'action=stop', { owner_uuid: STRANGER })).status).toBe(404);
  // Who puts a restriction into the query can not be overruled by what he passes on.
  expect((await post(vm.uuid, `action=stop&owner_uuid=${STRANGER}`, { owner_uuid: OWNER })).status).toBe(404);
  expect((await post(vm.uuid, 'action=stop', { uuid: STRANGER })).body).toMatchObject({ errors: [{ field: 'uuid' }] });
});

test('a running VM is killed', async () => {
  const vm = await world.newVm([], { autoboot: true });
  const job = await ended(world.vmapi.killVm(vm.uuid, { signal: 'SIGKILL' }));
  expect(job).toMatchObject({ execution: 'succeeded', params: { task: 'kill', payload: { signal: 'SIGKILL' } } });
  expect((await world.vmapi.getVm(vm.uuid)).state).toBe('stopped');
  expect((await refusalOf(world.vmapi.killVm(vm.uuid, { signal: '-9' })))[2]).toBe('signal');
});

test('a VM gets a fresh boot disk from an image it may use, unless it is protected', async () => {
  const vm = await world.newVm();
  const job = await ended(world.vmapi.reprovisionVm(vm.uuid, { image_uuid: IMAGE }));
  expect(job).toMatchObject({ execution: 'succeeded', params: { task: 'reprovision' } });
  expect(await world.vmapi.getVm(vm.uuid)).toMatchObject({ image_uuid: IMAGE, disks: [{ size: 10240 }] });
  const unknown = world.vmapi.reprovisionVm(vm.uuid, { image_uuid: randomUUID() });
  expect(await refusalOf(unknown)).toEqual([409, 'ValidationFailed', 'image_uuid']);
  await ended(world.vmapi.updateVm(vm.uuid, { indestructible_zoneroot: true }));
  const guarded = world.vmapi.reprovisionVm(vm.uuid, { image_uuid: IMAGE });
  expect((await refusalOf(guarded))[1]).toBe('CannotDestroyMachine');
});

describe('a rename that fails', () => {
  test('gives the VM its old name back', async () => {
    const vm = await world.newVm([], { alias: 'before' });
    world.cnapi.failNext = 'EIO';
    const job = await ended(world.vmapi.updateVm(vm.uuid, { alias: 'after' }));
    expect([job.execution, (await world.vmapi.getVm(vm.uuid)).alias]).toEqual(['failed', 'before']);
  });

  test('leaves the VM its new one when its old one is taken by then', async () => {
    const vm = await world.newVm([], { alias: 'wanted' });
    world.cnapi.held = true;
    const { job_uuid } = await world.vmapi.updateVm(vm.uuid, { alias: 'left' });
    const task = await until(() => world.cnapi.tasks.get(job_uuid));
    task.act = () => {
      throw new Error('EIO');
    };
    await world.vmapi.createVm({
      ...{ owner_uuid: OWNER, brand: 'bhyve', billing_id: FLEXIBLE, image_uuid: IMAGE, alias: 'wanted' },
      networks: [{ ipv4_uuid: NETWORK }],
    });
    world.cnapi.resume();
    expect((await world.finished(job_uuid)).execution).toBe('failed');
    expect((await world.vmapi.getVm(vm.uuid)).alias).toBe('left');
  });
});

test("an operator's disk in the slot of one that is being made does not stop the report, and that job fails by itself", async () => {
  const vm = await world.newVm([1024]);
  world.cnapi.held = true;
  const { job_uuid, disk_uuid } = await world.vmapi.createDisk(vm.uuid, { size: 1024, pci_slot: '0:4:2' });
  const node = world.cnapi.node.get(vm.uuid);
  const foreign = {
    uuid: randomUUID(),
    size: 512,
    pci_slot: '0:4:2',
    boot: false,
    path: '/dev/zvol/rdsk/zones/x/disk9',
  };
  node.disks.push(foreign);
  await world.vmapi.putVm(vm.uuid, { ...world.cnapi.node.report(node), observed: Date.now() });
  const { disks } = await world.vmapi.getVm(vm.uuid);
  expect(disks.find(({ uuid }) => uuid === foreign.uuid)?.pci_slot).toBe('0:4:2');
  expect(disks.find(({ uuid }) => uuid === disk_uuid)).toMatchObject({ state: 'creating', pci_slot: '0:4:3' });
  world.cnapi.failNext = 'pci_slot 0:4:2 is in use';
  world.cnapi.resume();
  expect((await world.finished(job_uuid)).execution).toBe('failed');
  expect((await world.vmapi.getVm(vm.uuid)).disks.map(({ size }) => size)).toEqual([10240, 1024, 512]);
});

describe('space that was held for a VM', () => {
  const input = (extra: object = {}) => ({
    ...{ owner_uuid: OWNER, brand: 'bhyve' as const, billing_id: FLEXIBLE, image_uuid: IMAGE },
    networks: [{ ipv4_uuid: NETWORK }],
    ...extra,
  });

  test('is given back when the VM is refused after all', async () => {
    const before = [...world.cnapi.allocated];
    const unknown = world.vmapi.createVm(input({ networks: [{ ipv4_uuid: randomUUID() }] }));
    expect((await refusalOf(unknown))[0]).toBe(409);
    expect(world.cnapi.allocated).toEqual(before);
  });

  test('is given back when the job fails', async () => {
    world.cnapi.failNext = 'no such image';
    const { vm_uuid, job_uuid } = await world.vmapi.createVm(input());
    await world.finished(job_uuid);
    expect(world.cnapi.allocated).not.toContain(vm_uuid);
  });

  test('is held once for many requests under one key', async () => {
    await world.stopRunner();
    const before = world.cnapi.allocated.length;
    const ask = () => world.vmapi.createVm(input(), { idempotencyKey: 'create' });
    const answers = await Promise.all(Array.from({ length: 6 }, ask));
    expect(new Set(answers.map(({ vm_uuid }) => vm_uuid)).size).toBe(1);
    expect(world.cnapi.allocated.slice(before)).toEqual([answers[0]?.vm_uuid]);
  });

  test('is not asked for a name that is taken', async () => {
    await world.newVm([], { alias: 'taken' });
    const before = [...world.cnapi.allocated];
    expect((await refusalOf(world.vmapi.createVm(input({ alias: 'taken' }))))[2]).toBe('alias');
    expect(world.cnapi.allocated).toEqual(before);
  });
});

async function until<T>(look: () => T | undefined): Promise<T> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const seen = look();
    if (seen !== undefined) return seen;
    if (Date.now() > deadline) throw new Error('it did not come to pass within 10 s');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
