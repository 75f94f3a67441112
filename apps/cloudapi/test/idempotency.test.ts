import { FLEXIBLE, IMAGE } from './seed';
import { goodBody, operation, pathOf, signedOperations } from './sweep';
import { startWorld, type World } from './world';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const changes = signedOperations
  .filter(({ method, path }) => method !== 'get' && path.includes('/machines'))
  .map(({ name }) => name);

test('the table has changes to repeat', () => {
  expect(changes).toEqual(expect.arrayContaining(['CreateMachine', 'RenameMachine', 'DeleteMachineDisk']));
});

describe('with an Idempotency-Key', () => {
  function newChange(name: string) {
    const vm = world.putVm({
      indestructible_zoneroot: name.startsWith('Disable'),
      snapshots: [{ name: 'before', created_at: '2026-03-03T10:05:00.000Z' }],
      tags: { role: 'db' },
      customer_metadata: { color: 'blue' },
    });
    const facts = operation(name);
    const parts = { name: 'before', tag: 'role', key: 'color' };
    const path = pathOf(facts, { login: 'acme', id: vm.uuid, disk_id: vm.disks[1]?.uuid ?? '', ...parts });
    const headers = { 'idempotency-key': `${name}-${vm.uuid}`, 'x-request-id': `req-${name}` };
    const body = goodBody(facts, IMAGE, FLEXIBLE);
    const send = () => world.request(facts.method.toUpperCase(), path, { body, headers });
    return { vm, headers, send };
  }

  test.each(changes)('%s passes the key on, and who asks', async (name) => {
    const { headers, send } = newChange(name);
    expect((await send()).status).toBeLessThan(300);
    const [asked] = world.vmapi.calls.filter((call) => call.headers['idempotency-key'] !== undefined);
    world.vmapi.calls.length = 0;
    expect(asked?.headers).toMatchObject(headers);
    expect(asked?.headers['x-context']).toContain('"type":"signature"');
    world.vmapi.finishJobs();
    world.vmapi.vms.clear();
  });

  test.each(changes)('%s repeated gets the first answer, whatever has become of the machine', async (name) => {
    const { vm, send } = newChange(name);
    const first = await send();
    const jobs = world.vmapi.jobs.length;
    world.vmapi.finishJobs();
    if (vm.state !== 'destroyed') Object.assign(vm, { state: 'running', indestructible_zoneroot: true });
    const second = await send();
    expect(second.status).toBe(first.status);
    expect(first.headers.get('x-job-uuid')).not.toBeNull();
    for (const header of ['x-job-uuid', 'location']) expect(second.headers.get(header)).toBe(first.headers.get(header));
    expect(world.vmapi.jobs).toHaveLength(jobs);
    world.vmapi.vms.clear();
  });
});

test('a disk that is gone, or was never there, is resized by no key', async () => {
  const vm = world.putVm();
  const headers = { 'idempotency-key': 'resize-nothing' };
  const path = `/acme/machines/${vm.uuid}/disks/11111111-2222-4333-8444-555555555555`;
  const answer = await world.request('POST', path, { body: { size: 30_720 }, headers });
  expect(answer).toMatchObject({ status: 404, body: { code: 'ResourceNotFound' } });
});

test('a deleted machine is deleted by no new key: 410 with the machine', async () => {
  const vm = world.putVm({ state: 'destroyed' });
  const headers = { 'idempotency-key': 'too-late' };
  const answer = await world.request('DELETE', `/acme/machines/${vm.uuid}`, { headers });
  expect(answer).toMatchObject({ status: 410, body: { id: vm.uuid, state: 'deleted' } });
});
