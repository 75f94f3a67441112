import type { Vm } from '@triton/schemas/vm';
import type { AuditRecord } from '@triton/schemas/audit-record';
import { NEWER_FLEXIBLE } from './seed';
import { startWorld, type World } from './world';

let world: World;
let vm: Vm;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());
beforeEach(() => {
  vm = world.putVm({
    snapshots: [{ name: 'before', created_at: '2026-03-03T10:05:00.000Z' }],
    tags: { role: 'db' },
    customer_metadata: { color: 'blue' },
  });
});

const path = () => `/acme/machines/${vm.uuid}`;
const audit = async () => (await world.request('GET', `${path()}/audit`)).body as AuditRecord[];
const change = async (method: string, below: string, body?: object) => {
  const answer = await world.request(method, `${path()}${below}`, { body });
  expect([200, 201, 202, 204]).toContain(answer.status);
};

test('what has ended is there with a time later than the answer that began it, what goes on is not', async () => {
  await change('POST', '', { action: 'reboot' });
  expect(await audit()).toEqual([]);
  world.vmapi.finishJobs();
  await change('POST', '', { action: 'stop' });
  world.vmapi.finishJobs('the guest does not answer');
  const time = expect.stringMatching(/\.\d{3}Z$/);
  expect(await audit()).toContainEqual(expect.objectContaining({ action: 'reboot', success: 'yes', time }));
  expect(await audit()).toContainEqual(expect.objectContaining({ action: 'stop', success: 'no', time }));
});

test.each<[action: string, method: string, below: string, body: object | undefined]>([
  ['start', 'POST', '', { action: 'start' }],
  ['stop', 'POST', '', { action: 'stop' }],
  ['reboot', 'POST', '', { action: 'reboot' }],
  ['rename', 'POST', '', { action: 'rename', name: 'db7' }],
  ['resize', 'POST', '', { action: 'resize', package: NEWER_FLEXIBLE }],
  ['enable_deletion_protection', 'POST', '', { action: 'enable_deletion_protection' }],
  ['enable_firewall', 'POST', '', { action: 'enable_firewall' }],
  ['disable_firewall', 'POST', '', { action: 'disable_firewall' }],
  ['create_snapshot', 'POST', '/snapshots', {}],
  ['rollback_snapshot', 'POST', '/snapshots/before', {}],
  ['delete_snapshot', 'DELETE', '/snapshots/before', undefined],
  ['set_tags', 'POST', '/tags', { color: 'red' }],
  ['replace_tags', 'PUT', '/tags', { color: 'red' }],
  ['remove_tags', 'DELETE', '/tags/role', undefined],
  ['remove_tags', 'DELETE', '/tags', undefined],
  ['set_metadata', 'POST', '/metadata', { color: 'red' }],
  ['remove_metadata', 'DELETE', '/metadata/color', undefined],
  ['remove_metadata', 'DELETE', '/metadata', undefined],
  ['create_disk', 'POST', '/disks', { size: 1024 }],
  ['resize_disk', 'POST', '/disks/:disk', { size: 30_720 }],
  ['delete_disk', 'DELETE', '/disks/:disk', undefined],
  ['destroy', 'DELETE', '', undefined],
])('%s is told by that name, with the key that signed it', async (action, method, below, body) => {
  await change(method, below.replace(':disk', vm.disks[1]?.uuid ?? ''), body);
  world.vmapi.finishJobs();
  const keyId = `/acme/keys/${world.keys.acme.publicKey.fingerprintMd5}`;
  const caller = { type: 'signature', ip: expect.stringContaining('127.0.0.1'), keyId };
  expect(await audit()).toEqual([{ action, success: 'yes', time: expect.any(String), caller }]);
});

test.each([
  ['nobody', {}],
  ['what is no context', { 'x-context': '[]' }],
  ['an operator', { 'x-context': '{"caller":{"type":"operator","ip":"10.0.0.7","login":"root"}}' }],
])('of a job that %s asked for, an operator did, and no more is told', async (_who, headers) => {
  world.vmapi.promise(vm, { name: 'provision' }, headers, () => ({ apply: () => undefined }));
  world.vmapi.finishJobs();
  expect(await audit()).toMatchObject([{ action: 'provision', caller: { type: 'operator' } }]);
  expect(JSON.stringify(await audit())).not.toMatch(/10\.0\.0\.7|root/);
});
