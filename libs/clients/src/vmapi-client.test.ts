import { InsufficientSpaceError } from '@triton/errors/insufficient-space-error';
import { InvalidArgumentError } from '@triton/errors/invalid-argument-error';
import { RemoteError } from '@triton/http-client/remote-error';
import { VmapiClient } from './vmapi-client';
import { type RecordingService, startRecordingService } from './testing/recording-service';

const VM = '9d9f0c0a-1a2b-4c3d-8e4f-5a6b7c8d9e0f';
const JOB = '6b7e0000-0000-4000-8000-000000000001';
const DISK = 'b1f00000-0000-4000-8000-000000000001';

let service: RecordingService;
beforeAll(async () => {
  service = await startRecordingService();
});
afterAll(() => service.close());
beforeEach(() => service.reset());

let vmapi: VmapiClient;
beforeEach(() => (vmapi = new VmapiClient({ url: service.url })));
afterEach(() => vmapi.close());

test('a list comes with the total of all pages, and lists in its query are comma separated', async () => {
  service.answer([{ uuid: VM }], { 'x-joyent-resource-count': '12' });
  const list = await vmapi.listVms({ uuids: [VM, JOB], limit: 1, alias: undefined });
  expect(list).toEqual({ vms: [{ uuid: VM }], total: 12 });
  expect(service.asked[0]?.url).toBe(`/vms?uuids=${VM}%2C${JOB}&limit=1`);
});

test('a list without its total is not taken for an empty one', async () => {
  service.answer([]);
  await expect(vmapi.listVms()).rejects.toThrow('x-joyent-resource-count');
});

test.each([
  ['create_disk', () => vmapi.createDisk(VM, { size: 'remaining' }, { ownerUuid: JOB, origin: 'cloudapi' })],
  ['resize_disk', () => vmapi.resizeDisk(VM, { disk_id: DISK, size: 20480 }, { ownerUuid: JOB, origin: 'cloudapi' })],
  ['delete_disk', () => vmapi.deleteDisk(VM, { pci_slot: '0:4:1' }, { ownerUuid: JOB, origin: 'cloudapi' })],
  ['start', () => vmapi.startVm(VM, { ownerUuid: JOB, origin: 'cloudapi' })],
  ['stop', () => vmapi.stopVm(VM, { ownerUuid: JOB, origin: 'cloudapi' })],
  ['reboot', () => vmapi.rebootVm(VM, { ownerUuid: JOB, origin: 'cloudapi' })],
])('%s is an action on the VM', async (action, call) => {
  service.answer({ vm_uuid: VM, job_uuid: JOB }, {}, 202);
  expect(await call()).toEqual({ vm_uuid: VM, job_uuid: JOB });
  expect(service.asked).toMatchObject([
    { method: 'POST', url: `/vms/${VM}?action=${action}&owner_uuid=${JOB}&origin=cloudapi` },
  ]);
});

test('the options of a call become headers', async () => {
  const options = { idempotencyKey: 'k1', ifMatch: '"7"', context: { caller: { ip: '203.0.113.9' } } };
  await vmapi.deleteVm(VM, options);
  expect(service.asked[0]).toMatchObject({
    method: 'DELETE',
    headers: { 'idempotency-key': 'k1', 'if-match': '"7"', 'x-context': JSON.stringify(options.context) },
  });
  await vmapi.deleteVm(VM);
  for (const header of ['idempotency-key', 'if-match', 'x-context']) {
    expect(service.asked[1]?.headers).not.toHaveProperty(header);
  }
});

test('a refusal is told on unchanged: code, status, errors and facts', async () => {
  service.refuse(new InsufficientSpaceError({ requestedMib: 3, freeSpaceMib: 2, allocatableMib: 1 }));
  const refused = await vmapi.createDisk(VM, { size: 3 }).catch((err: unknown) => err);
  expect(refused).toBeInstanceOf(RemoteError);
  expect(refused).toMatchObject({ code: 'InsufficientSpace', status: 409, retryable: false });
  expect((refused as RemoteError).toBody()).toMatchObject({ requested: 3, free_space: 2, allocatable: 1 });
  const errors = [{ field: 'size', code: 'Invalid', message: 'must be smaller' }];
  service.refuse(new InvalidArgumentError('size must be smaller', errors));
  await expect(vmapi.resizeDisk(VM, { size: 1 })).rejects.toMatchObject({ code: 'InvalidArgument', errors });
});

test('waiting for a job asks until it has ended', async () => {
  const executions = ['queued', 'running', 'failed'];
  service.answerInTurn(executions.map((execution) => ({ uuid: JOB, execution })));
  expect(await vmapi.waitForJob(JOB)).toEqual({ uuid: JOB, execution: 'failed' });
  expect(service.asked.map(({ url: path }) => path)).toEqual(Array(3).fill(`/jobs/${JOB}/wait?timeout=20`));
});

test('waiting for a job ends when its time is over', async () => {
  service.answer({ uuid: JOB, execution: 'running' });
  expect(await vmapi.waitForJob(JOB, { timeoutMs: 0 })).toMatchObject({ execution: 'running' });
  expect(service.asked).toHaveLength(1);
});

test('what a caller gives as a uuid cannot leave its place in the path', async () => {
  await vmapi.getVm('../jobs?x=1#', { ownerUuid: 'a&b=c' });
  expect(service.asked[0]?.url).toBe('/vms/..%2Fjobs%3Fx%3D1%23?owner_uuid=a%26b%3Dc');
});

test('jobs are listed, of all VMs and of one', async () => {
  service.answer([{ uuid: JOB }]);
  expect(await vmapi.listJobs({ execution: 'running' })).toEqual([{ uuid: JOB }]);
  expect(await vmapi.listVmJobs(VM)).toEqual([{ uuid: JOB }]);
  expect(service.asked.map(({ url: path }) => path)).toEqual(['/jobs?execution=running', `/vms/${VM}/jobs`]);
});

test('a service that is not there is an error worth another try', async () => {
  const nobody = new VmapiClient({ url: 'http://127.0.0.1:1' });
  await expect(nobody.getVm(VM)).rejects.toMatchObject({ code: 'RemoteUnavailable', status: 503, retryable: true });
  nobody.close();
});

const options = { ownerUuid: JOB, origin: 'cloudapi' };
test.each<[string, () => Promise<unknown>, object]>([
  ['create_snapshot', () => vmapi.createSnapshot(VM, { snapshot_name: 'a' }, options), { snapshot_name: 'a' }],
  ['rollback_snapshot', () => vmapi.rollbackSnapshot(VM, { snapshot_name: 'a' }, options), { snapshot_name: 'a' }],
  ['delete_snapshot', () => vmapi.deleteSnapshot(VM, { snapshot_name: 'a' }, options), { snapshot_name: 'a' }],
  ['update', () => vmapi.updateVm(VM, { billing_id: DISK }, options), { billing_id: DISK }],
  ['kill', () => vmapi.killVm(VM, { signal: 'SIGINT' }, options), { signal: 'SIGINT' }],
  ['reprovision', () => vmapi.reprovisionVm(VM, { image_uuid: DISK }, options), { image_uuid: DISK }],
])('%s is an action on the VM with an input', async (action, call, body) => {
  service.answer({ vm_uuid: VM, job_uuid: JOB }, {}, 202);
  expect(await call()).toEqual({ vm_uuid: VM, job_uuid: JOB });
  expect(service.asked).toMatchObject([
    { method: 'POST', url: `/vms/${VM}?action=${action}&owner_uuid=${JOB}&origin=cloudapi`, body },
  ]);
});

test('operators decide about stuck jobs, have an audit and read what the last one found', async () => {
  const input = { evidence: 'cn7 is back' };
  service.answer({ uuid: JOB, execution: 'running' });
  expect(await vmapi.retryJob(JOB, input)).toMatchObject({ uuid: JOB });
  expect(await vmapi.abandonJob(JOB, { ...input, operator: 'lena' })).toMatchObject({ uuid: JOB });
  const audit = { ended_at: null, failures: [], findings: [] };
  service.answer(audit);
  expect(await vmapi.runAudit()).toEqual(audit);
  expect(await vmapi.getAudit()).toEqual(audit);
  expect(service.asked).toMatchObject([
    { method: 'POST', url: `/jobs/${JOB}?action=retry`, body: input },
    { method: 'POST', url: `/jobs/${JOB}?action=abandon`, body: { ...input, operator: 'lena' } },
    { method: 'POST', url: '/audit', body: {} },
    { method: 'GET', url: '/audit' },
  ]);
});

test('metadata is read and changed by key and as a whole', async () => {
  service.answer({});
  await vmapi.listMetadata(VM, 'tags', { ownerUuid: JOB });
  await vmapi.getMetadata(VM, 'customer_metadata', 'user-script/x');
  await vmapi.addMetadata(VM, 'tags', { role: 'web' });
  await vmapi.setMetadata(VM, 'internal_metadata', { a: 1 });
  await vmapi.deleteMetadata(VM, 'tags', 'role', { ifMatch: '"3"' });
  await vmapi.deleteMetadata(VM, 'tags');
  expect(service.asked).toMatchObject([
    { method: 'GET', url: `/vms/${VM}/tags?owner_uuid=${JOB}` },
    { method: 'GET', url: `/vms/${VM}/customer_metadata/user-script%2Fx` },
    { method: 'POST', url: `/vms/${VM}/tags`, body: { role: 'web' } },
    { method: 'PUT', url: `/vms/${VM}/internal_metadata`, body: { a: 1 } },
    { method: 'DELETE', url: `/vms/${VM}/tags/role`, headers: { 'if-match': '"3"' } },
    { method: 'DELETE', url: `/vms/${VM}/tags` },
  ]);
});
