import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import { CnapiClient } from './cnapi-client';
import { type RecordingService, startRecordingService } from './testing/recording-service';

const VM = '9d9f0c0a-1a2b-4c3d-8e4f-5a6b7c8d9e0f';
const SERVER = '564d0000-0000-4000-8000-000000000001';
const JOB = '6b7e0000-0000-4000-8000-000000000001';
const DISK = 'b1f00000-0000-4000-8000-000000000001';

let service: RecordingService;
beforeAll(async () => {
  service = await startRecordingService();
});
afterAll(() => service.close());
beforeEach(() => service.reset());

let cnapi: CnapiClient;
beforeEach(() => (cnapi = new CnapiClient({ url: service.url })));
afterEach(() => cnapi.close());
const command = { idempotencyKey: JOB, ticket: DISK, waiter: VM };

test.each([
  ['POST', `/servers/${SERVER}/vms`, () => cnapi.vmCreate(SERVER, { uuid: VM }, command)],
  ['POST', `/servers/${SERVER}/vms/${VM}/update`, () => cnapi.vmUpdate(SERVER, VM, { quota: 10 }, command)],
  ['POST', `/servers/${SERVER}/vms/${VM}/start`, () => cnapi.vmStart(SERVER, VM, {}, command)],
  ['POST', `/servers/${SERVER}/vms/${VM}/stop`, () => cnapi.vmStop(SERVER, VM, {}, command)],
  ['POST', `/servers/${SERVER}/vms/${VM}/reboot`, () => cnapi.vmReboot(SERVER, VM, {}, command)],
  ['DELETE', `/servers/${SERVER}/vms/${VM}`, () => cnapi.vmDestroy(SERVER, VM, {}, command)],
  ['POST', `/servers/${SERVER}/vms/${VM}/kill`, () => cnapi.vmKill(SERVER, VM, {}, command)],
  ['POST', `/servers/${SERVER}/vms/${VM}/reprovision`, () => cnapi.vmReprovision(SERVER, VM, {}, command)],
  ['PUT', `/servers/${SERVER}/vms/${VM}/snapshots`, () => cnapi.vmCreateSnapshot(SERVER, VM, 'a', command)],
  [
    'PUT',
    `/servers/${SERVER}/vms/${VM}/snapshots/a%25/rollback`,
    () => cnapi.vmRollbackSnapshot(SERVER, VM, 'a%', command),
  ],
  ['DELETE', `/servers/${SERVER}/vms/${VM}/snapshots/a`, () => cnapi.vmDeleteSnapshot(SERVER, VM, 'a', command)],
])('%s %s is a command with its key, ticket and waiter', async (method, path, call) => {
  service.answer({ id: DISK });
  expect(await call()).toEqual({ id: DISK });
  const headers = { 'idempotency-key': JOB, 'x-ticket': DISK, 'x-waiter': VM };
  expect(service.asked).toMatchObject([{ method, url: path, headers }]);
});

test('tickets are taken, read and given back', async () => {
  service.answer({ uuid: DISK, queue: [] }, {}, 202);
  await cnapi.createTicket(SERVER, { scope: 'vm', id: VM, action: 'update', key: JOB });
  await cnapi.getTicket(DISK);
  await cnapi.releaseTicket(DISK);
  expect(service.asked).toMatchObject([
    { method: 'POST', url: `/servers/${SERVER}/tickets`, body: { scope: 'vm', id: VM, action: 'update', key: JOB } },
    { method: 'GET', url: `/tickets/${DISK}` },
    { method: 'PUT', url: `/tickets/${DISK}/release` },
  ]);
});

test('a node takes its task, reports it and tells of itself', async () => {
  await cnapi.startTask(JOB);
  await cnapi.finishTask(JOB, { status: 'failure', event: { error: { message: 'no space' } } });
  await cnapi.cancelTask(JOB);
  await cnapi.putSysinfo(SERVER, { UUID: SERVER });
  await cnapi.heartbeat(SERVER);
  await cnapi.putStatus(SERVER, { vms: {} });
  expect(service.asked.map(({ method, url: path }) => `${method} ${path}`)).toEqual([
    `POST /tasks/${JOB}/start`,
    `POST /tasks/${JOB}/finish`,
    `POST /tasks/${JOB}/cancel`,
    `POST /servers/${SERVER}/sysinfo`,
    `POST /servers/${SERVER}/events/heartbeat`,
    `POST /servers/${SERVER}/events/status`,
  ]);
  expect(service.asked[1]?.body).toEqual({ status: 'failure', event: { error: { message: 'no space' } } });
  expect(service.asked[3]?.body).toEqual({ sysinfo: { UUID: SERVER } });
});

test('waiting for a task asks until it is not active', async () => {
  service.answerInTurn(['active', 'complete'].map((status) => ({ id: JOB, status })));
  expect(await cnapi.waitTask(JOB)).toEqual({ id: JOB, status: 'complete' });
  expect(service.asked).toHaveLength(2);
});

test('placement and capacity', async () => {
  service.answer({ server: { uuid: SERVER }, steps: [] });
  const vm = { uuid: VM, owner_uuid: JOB, ram: 1024, flexible_disk_size: 102400 };
  expect((await cnapi.allocate({ vm })).server).toEqual({ uuid: SERVER });
  service.answer({ capacities: { [SERVER]: { cpu: 1, ram: 2, disk: -3 } } });
  expect(await cnapi.capacity([SERVER])).toEqual({ [SERVER]: { cpu: 1, ram: 2, disk: -3 } });
});

test('space to grow into is held and given back', async () => {
  await cnapi.reserve(SERVER, VM, { disk: 1024, ram: 0 });
  await cnapi.releaseAllocation(VM);
  await cnapi.releaseAllocation(VM, { growth: true, after: 15 });
  expect(service.asked).toMatchObject([
    { method: 'POST', url: `/servers/${SERVER}/vms/${VM}/reserve`, body: { disk: 1024, ram: 0 } },
    { method: 'DELETE', url: `/allocations/${VM}` },
    { method: 'DELETE', url: `/allocations/${VM}?growth=true&after=15` },
  ]);
});

test('a refusal is told on unchanged', async () => {
  service.refuse(new ResourceNotFoundError('VM not found'));
  await expect(cnapi.loadVm(SERVER, VM)).rejects.toMatchObject({ status: 404, code: 'ResourceNotFound' });
});
