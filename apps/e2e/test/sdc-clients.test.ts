import { randomUUID } from 'node:crypto';
import { seedData } from '@triton/dev-stack/seed-data';
import { waitFor } from '@triton/dev-stack/wait-for';
import { expectDisks } from './expect-disks';
import { type Query, type SdcAnswer, SdcClient } from './sdc-client';
import { startWorld } from './start-world';
import type { World } from './world';

jest.setTimeout(180_000);

const { account, image, network, flexiblePackage, resizePackage } = seedData;
const JOB_TIMEOUT_MS = 60_000;
const CONTEXT = { caller: { type: 'signature', ip: '203.0.113.9', keyId: '/acme/keys/3e:4f' } };

let world: World;
let vmapi: SdcClient;
beforeAll(async () => {
  world = await startWorld();
  vmapi = new SdcClient(world.stack.urls.vmapi);
});
afterAll(() => world?.close());

/** A change of a VM as CloudAPI asks for one: the action and whose VM it is in the query. */
function change(uuid: string, action: string, body: object, query: Query = {}): Promise<SdcAnswer> {
  const who = { owner_uuid: account.id, origin: 'cloudapi', creator_uuid: account.id };
  const headers = { 'x-context': JSON.stringify(CONTEXT), 'x-request-id': randomUUID() };
  return vmapi.post(`/vms/${uuid}`, { action, ...who, ...query }, body, headers);
}

/** Asks where the answer says until the job has ended; the job, or what its last result says went wrong. */
async function done({ status, headers, body }: SdcAnswer): Promise<Record<string, unknown>> {
  expect({ status, body }).toMatchObject({ status: 202, body: { job_uuid: expect.any(String) } });
  const workflowApi = new SdcClient(String(headers['workflow-api']));
  const ended = async () => {
    const { body: job } = await workflowApi.get(`/jobs/${String(body['job_uuid'])}`);
    return ['succeeded', 'failed', 'canceled'].includes(String(job['execution'])) ? job : undefined;
  };
  const job = await waitFor('the job has ended', ended, { timeoutMs: JOB_TIMEOUT_MS });
  const last = (job['chain_results'] as { error?: unknown }[]).at(-1);
  if (last?.error) throw new Error(JSON.stringify(last.error));
  return job;
}

describe('VMAPI, called as node-sdc-clients does', () => {
  test('a VM is created from a package, with the disks that it is to have', async () => {
    const created = await vmapi.post(
      '/vms',
      {},
      {
        owner_uuid: account.id,
        alias: 'sdc-created',
        brand: 'bhyve',
        billing_id: flexiblePackage.uuid,
        networks: [{ ipv4_uuid: network.id, primary: true }],
        disks: [{ image_uuid: image.id }, { size: 20480 }, { size: 'remaining' }],
      },
      { 'x-context': JSON.stringify(CONTEXT) },
    );
    const job = await done(created);
    const uuid = String(created.body['vm_uuid']);
    expect(job).toMatchObject({
      execution: 'succeeded',
      params: { task: 'provision', vm_uuid: uuid, context: CONTEXT },
    });
    await expectDisks(world, uuid, { '0:4:0': 10240, '0:4:1': 20480, '0:4:2': 71680 });
  });

  test('createDisk, resizeDisk and deleteDisk name the disk by its slot or its uuid, and the owner must be right', async () => {
    const uuid = await world.newMachine({ disks: [{}] }, { stopped: true });
    const diskUuid = randomUUID();
    await done(await change(uuid, 'create_disk', { size: 1024, disk_uuid: diskUuid }));
    await done(await change(uuid, 'create_disk', { size: 2048, pci_slot: '0:4:5' }));
    await expectDisks(world, uuid, { '0:4:0': 10240, '0:4:1': 1024, '0:4:5': 2048 });
    expect(await world.diskIn(uuid, '0:4:1')).toBe(diskUuid);

    await done(await change(uuid, 'resize_disk', { pci_slot: '0:4:5', size: 4096 }));
    await done(await change(uuid, 'resize_disk', { disk_id: diskUuid, size: 512, dangerous_allow_shrink: true }));
    await expectDisks(world, uuid, { '0:4:0': 10240, '0:4:1': 512, '0:4:5': 4096 });

    const stranger = { owner_uuid: randomUUID() };
    for (const [action, body] of [
      ['create_disk', { size: 1 }],
      ['resize_disk', { pci_slot: '0:4:5', size: 8192 }],
      ['delete_disk', { pci_slot: '0:4:5' }],
    ] as const) {
      const refused = await change(uuid, action, body, stranger);
      expect(refused).toMatchObject({ status: 404, body: { code: 'ResourceNotFound' } });
    }
    await done(await change(uuid, 'delete_disk', { pci_slot: '0:4:5' }));
    await done(await change(uuid, 'delete_disk', { disk_id: diskUuid }));
    await expectDisks(world, uuid, { '0:4:0': 10240 });
  });

  test('the action may be in the body, or in both places', async () => {
    const uuid = await world.newMachine({ disks: [{}] }, { stopped: true });
    const inBody = (body: object) => vmapi.post(`/vms/${uuid}`, {}, body);
    await done(await inBody({ action: 'create_disk', size: 1024 }));
    await done(await inBody({ action: 'resize_disk', pci_slot: '0:4:1', size: 2048 }));
    await expectDisks(world, uuid, { '0:4:0': 10240, '0:4:1': 2048 });
    await done(await change(uuid, 'delete_disk', { action: 'delete_disk', pci_slot: '0:4:1' }));
    await expectDisks(world, uuid, { '0:4:0': 10240 });
  });

  test('what it refuses has the code and the fields of VMAPI', async () => {
    const uuid = await world.newMachine({ disks: [{}, { size: 2048 }] }, { stopped: true });
    const refusals = await Promise.all([
      change(uuid, 'resize_disk', { pci_slot: '0:4:1', size: 1024 }),
      change(uuid, 'create_disk', { size: 102400 }),
      change(uuid, 'create_disk', {}),
      change(uuid, 'delete_disk', { pci_slot: '0:4:0' }),
      change(uuid, 'delete_disk', { pci_slot: '0:4:7' }),
      change(uuid, 'enlarge_disk', { pci_slot: '0:4:1', size: 4096 }),
      vmapi.post(`/vms/${uuid}`, {}, {}),
    ]);
    expect(refusals.map(({ status, body: { code } }) => [status, code])).toEqual([
      [409, 'InvalidArgument'],
      [409, 'InsufficientSpace'],
      [409, 'ValidationFailed'],
      [409, 'InvalidArgument'],
      [404, 'ResourceNotFound'],
      [409, 'ValidationFailed'],
      [409, 'ValidationFailed'],
    ]);
    expect(refusals[0]?.body['errors']).toEqual([expect.objectContaining({ field: 'size', code: 'Invalid' })]);
    expect(refusals[5]?.body['errors']).toEqual([expect.objectContaining({ field: 'action', code: 'Invalid' })]);
    await expectDisks(world, uuid, { '0:4:0': 10240, '0:4:1': 2048 });
  });

  test('sync=true answers when it is done, and says why it is not', async () => {
    const uuid = await world.newMachine({ disks: [{}] }, { stopped: true });
    const started = await change(uuid, 'start', {}, { sync: 'true', idempotent: true });
    expect(started).toMatchObject({ status: 202, body: { vm_uuid: uuid } });
    expect((await vmapi.get(`/vms/${uuid}`, { owner_uuid: account.id })).body).toMatchObject({ state: 'running' });
    await change(uuid, 'stop', {}, { sync: 'true' });
    await change(uuid, 'create_disk', { size: 1024 }, { sync: 'true' });
    await expectDisks(world, uuid, { '0:4:0': 10240, '0:4:1': 1024 });

    const pool = await world.poolOf(uuid);
    pool.orderFault({
      match: `^zfs create .*${uuid}/disk`,
      action: 'fail',
      stderr: 'the pool is on fire',
      exitCode: 1,
    });
    const failed = await change(uuid, 'create_disk', { size: 1024 }, { sync: 'true' });
    pool.clearFaults();
    expect(failed.status).toBeGreaterThanOrEqual(409);
    expect(failed.body['message']).toContain('the pool is on fire');
    await expectDisks(world, uuid, { '0:4:0': 10240, '0:4:1': 1024 });
    const wrong = await change(uuid, 'stop', {}, { sync: 'perhaps' });
    expect(wrong).toMatchObject({ status: 409, body: { code: 'ValidationFailed' } });
  });

  test('snapshotVm, rollbackVm and deleteSnapshot name the snapshot in the query', async () => {
    const uuid = await world.newMachine({ disks: [{}, { size: 1024 }] }, { stopped: true });
    const pool = await world.poolOf(uuid);
    const named = { snapshot_name: 'before' };
    const job = await done(await change(uuid, 'create_snapshot', {}, named));
    expect(job).toMatchObject({ params: { task: 'snapshot', snapshot_name: 'before' } });
    expect((await vmapi.get(`/vms/${uuid}`)).body).toMatchObject({ snapshots: [{ name: 'before' }] });
    expect(await pool.zfs.exists(`zones/${uuid}/disk1@vmsnap-before`)).toBe(true);

    await change(uuid, 'resize_disk', { pci_slot: '0:4:1', size: 2048 }, { sync: 'true' });
    await done(await change(uuid, 'rollback_snapshot', {}, named));
    await expectDisks(world, uuid, { '0:4:0': 10240, '0:4:1': 1024 });
    await done(await change(uuid, 'delete_snapshot', {}, named));
    expect((await vmapi.get(`/vms/${uuid}`)).body).toMatchObject({ snapshots: [] });
    expect(await change(uuid, 'delete_snapshot', {}, named)).toMatchObject({ status: 404 });
  });

  test('updateVm changes the alias or the package, and the metadata calls change tags', async () => {
    const uuid = await world.newMachine({ disks: [{}] }, { stopped: true });
    const resized = await done(await change(uuid, 'update', { billing_id: resizePackage.uuid }));
    expect(resized).toMatchObject({ params: { subtask: 'resize' } });
    await done(await change(uuid, 'update', { alias: 'sdc-updated' }));
    const { body: vm } = await vmapi.get(`/vms/${uuid}`);
    expect(vm).toMatchObject({ alias: 'sdc-updated', billing_id: resizePackage.uuid, flexible_disk_size: 204800 });

    const who = { owner_uuid: account.id, origin: 'cloudapi' };
    await done(await vmapi.post(`/vms/${uuid}/tags`, who, { role: 'db', shard: 7 }));
    await done(await vmapi.del(`/vms/${uuid}/tags/shard`, who));
    expect(await vmapi.get(`/vms/${uuid}/tags`, who)).toMatchObject({ status: 200, body: { role: 'db' } });
    await done(await vmapi.put(`/vms/${uuid}/tags`, who, { role: 'web' }));
    expect((await vmapi.get(`/vms/${uuid}/tags`, who)).body).toEqual({ role: 'web' });
    await expectDisks(world, uuid, { '0:4:0': 10240 });
  });

  test('the jobs of a VM are listed newest first, with what was asked for', async () => {
    const uuid = await world.newMachine({ disks: [{}] }, { stopped: true });
    const { body } = await change(uuid, 'create_disk', { size: 1024 });
    await done({ status: 202, headers: { 'workflow-api': world.stack.urls.vmapi }, body });
    await done(await change(uuid, 'resize_disk', { pci_slot: '0:4:1', size: 2048 }));
    const { body: jobs } = await vmapi.get('/jobs', { vm_uuid: uuid, task: 'update', execution: 'succeeded' });
    expect(jobs).toMatchObject([
      { params: { subtask: 'resize_disk', payload: { update_disks: [{ size: 2048 }] }, context: CONTEXT } },
      { uuid: body['job_uuid'], params: { subtask: 'create_disk', payload: { add_disks: [{ size: 1024 }] } } },
    ]);
    expect((await vmapi.get('/jobs', { vm_uuid: uuid, execution: 'running' })).body).toEqual([]);
  });

  test('VMs are listed by page until one is short, and counted', async () => {
    const mine = { owner_uuid: account.id, state: 'active' };
    const { headers } = await vmapi.head('/vms', mine);
    const total = Number(headers['x-joyent-resource-count']);
    const pages: unknown[] = [];
    for (let offset = 0; offset <= total; offset += 2) {
      const { body } = await vmapi.get('/vms', { ...mine, limit: 2, offset });
      pages.push(...(body as unknown as unknown[]));
    }
    expect(new Set((pages as { uuid: string }[]).map(({ uuid }) => uuid)).size).toBe(total);
    expect((await vmapi.get('/vms', { owner_uuid: randomUUID() })).body).toEqual([]);
    expect(await vmapi.get('/vms', { colour: 'blue' })).toMatchObject({
      status: 409,
      body: { code: 'ValidationFailed' },
    });
  });
});

test('PAPI: a package is made, found by any attribute, changed, and deleted by force only', async () => {
  const papi = new SdcClient(world.stack.urls.papi, '~7.0');
  const { body: seeded } = await papi.get(`/packages/${flexiblePackage.uuid}`);
  const { uuid: _uuid, created_at: _created, updated_at: _updated, v: _v, ...attributes } = seeded;
  const made = await papi.post(
    '/packages',
    {},
    { ...attributes, name: 'sdc-made', disks: [{}, { size: 'remaining' }] },
  );
  const uuid = String(made.body['uuid']);
  expect(made).toMatchObject({ status: 201, headers: { location: `/packages/${uuid}` } });

  const names = JSON.stringify(['sdc-made', flexiblePackage.name]);
  const found = await papi.get('/packages', { name: names, flexible_disk: true, sort: 'name' });
  expect(found.headers['x-resource-count']).toBe('2');
  expect(found.body).toMatchObject([{ name: flexiblePackage.name }, { uuid, disks: [{}, { size: 'remaining' }] }]);

  const changed = await papi.put(`/packages/${uuid}`, {}, { disks: null, flexible_disk: false });
  expect(changed).toMatchObject({ status: 200, body: { flexible_disk: false } });
  expect(changed.body).not.toHaveProperty('disks');
  expect(await papi.put(`/packages/${uuid}`, {}, { quota: 1024 })).toMatchObject({ status: 409 });
  expect(await papi.del(`/packages/${uuid}`)).toMatchObject({ status: 405, body: { code: 'BadMethod' } });
  expect(await papi.del(`/packages/${uuid}`, { force: true })).toMatchObject({ status: 204 });
  expect(await papi.get(`/packages/${uuid}`)).toMatchObject({ status: 404, body: { code: 'ResourceNotFound' } });
});

test('CNAPI: a disk is changed on its server under a ticket, by a task that is waited for', async () => {
  const cnapi = new SdcClient(world.stack.urls.cnapi);
  const uuid = await world.newMachine({ name: 'by-cnapi' });
  const { body: servers } = await cnapi.get('/servers', { setup: true, extras: 'all' });
  expect(servers).toMatchObject([{ uuid: world.node.serverUuid, status: 'running', setup: true }]);
  const server = `/servers/${world.node.serverUuid}`;
  const { body: capacity } = await cnapi.post('/capacity', {}, { servers: [world.node.serverUuid] });
  expect(capacity).toMatchObject({ capacities: { [world.node.serverUuid]: { disk: expect.any(Number) } } });

  const ticket = await cnapi.post(
    `${server}/tickets`,
    {},
    { scope: 'vm', id: uuid, action: 'update', expires_at: new Date(Date.now() + 600_000).toISOString() },
  );
  expect(ticket).toMatchObject({ status: 202, body: { queue: [{ uuid: ticket.body['uuid'], status: 'active' }] } });
  const ticketPath = `/tickets/${String(ticket.body['uuid'])}`;
  expect(await cnapi.get(`${ticketPath}/wait`)).toMatchObject({ status: 204 });

  const sent = await cnapi.post(`${server}/vms/${uuid}/update`, {}, { alias: 'renamed-by-cnapi' });
  const { body: task } = await cnapi.get(`/tasks/${String(sent.body['id'])}/wait`, { timeout: 60_000 });
  expect(task).toMatchObject({
    status: 'complete',
    task: 'machine_update',
    history: [{ name: 'finish', event: { vm: { uuid, alias: 'renamed-by-cnapi' } } }],
  });
  expect(await cnapi.put(`${ticketPath}/release`, {}, {})).toMatchObject({ status: 204 });
  expect((await cnapi.get(ticketPath)).body).toMatchObject({ status: 'finished' });
  expect((await cnapi.get(`${server}/vms/${uuid}`)).body).toMatchObject({ uuid, alias: 'renamed-by-cnapi' });
});
