import type { Machine } from '@triton/schemas/machine';
import { EXTERNAL, GLOBEX, IMAGE } from './seed';
import { startWorld, type World } from './world';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());
beforeEach(() => {
  world.vmapi.vms.clear();
  world.vmapi.calls.length = 0;
});

const get = (id: string) => world.request('GET', `/acme/machines/${id}`);
const names = async (query = '') =>
  ((await world.request('GET', `/acme/machines${query}`)).body as Machine[]).map(({ name }) => name);

describe('GetMachine', () => {
  test('RFD 154, GetMachine: the whole machine, with disks, free_space and flexible, and without a quota', async () => {
    const vm = world.putVm({ alias: 'db0', tags: { role: 'db' }, customer_metadata: { foo: 'bar' } });
    const answer = await get(vm.uuid);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('etag')).toBe(vm.etag);
    expect(answer.body).toEqual({
      id: vm.uuid,
      name: 'db0',
      type: 'virtualmachine',
      brand: 'bhyve',
      state: 'stopped',
      image: IMAGE,
      ips: ['10.88.88.10'],
      memory: 3840,
      disk: 102_400,
      deletion_protection: false,
      metadata: { foo: 'bar' },
      tags: { role: 'db' },
      created: vm.create_timestamp,
      updated: vm.last_modified,
      networks: [EXTERNAL],
      nics: [
        {
          mac: '90:b8:d0:aa:bb:cc',
          ip: '10.88.88.10',
          primary: true,
          gateway: '10.88.88.2',
          netmask: '255.255.255.0',
          state: 'running',
          network: EXTERNAL,
        },
      ],
      primaryIp: '10.88.88.10',
      firewall_enabled: false,
      compute_node: vm.server_uuid,
      package: 'b4-highcpu-bhyve-3.75g',
      flexible: true,
      free_space: 71_680,
      allocatable: 71_680,
      disks: [
        { id: vm.disks[0]?.uuid, size: 10_240, boot: true, image: IMAGE, pci_slot: '0:4:0', state: 'stopped' },
        { id: vm.disks[1]?.uuid, size: 20_480, pci_slot: '0:4:1', state: 'stopped' },
      ],
    });
  });

  test('free_space is there when it is 0', async () => {
    const vm = world.putVm({ flexible_disk_size: 30_720 });
    expect((await get(vm.uuid)).body).toMatchObject({ free_space: 0, allocatable: 0 });
  });

  test('a machine that is not flexible says so, and shows no space that it could not use', async () => {
    const vm = world.putVm({});
    delete vm.flexible_disk_size;
    const { body } = await get(vm.uuid);
    expect(body).toMatchObject({ flexible: false, disk: 20_480 });
    expect(body).not.toHaveProperty('free_space');
  });

  test('of another brand it has no word of disks', async () => {
    const vm = world.putVm({ brand: 'joyent', quota: 10, disks: [] });
    delete vm.flexible_disk_size;
    const { body } = await get(vm.uuid);
    expect(body).toMatchObject({ type: 'smartmachine', disk: 10_240 });
    for (const key of ['disks', 'flexible', 'free_space']) expect(body).not.toHaveProperty(key);
  });

  test('a deleted one is 410 with the machine', async () => {
    const vm = world.putVm({ state: 'destroyed' });
    expect(await get(vm.uuid)).toMatchObject({ status: 410, body: { id: vm.uuid, state: 'deleted' } });
  });

  test('a deleted one has no disks any more and still shows what image it was made from', async () => {
    const vm = world.putVm();
    await world.request('DELETE', `/acme/machines/${vm.uuid}`);
    world.vmapi.finishJobs();
    expect(await get(vm.uuid)).toMatchObject({ status: 410, body: { image: IMAGE, disks: [] } });
  });

  test('its package is looked up once; one that is gone leaves the name empty', async () => {
    const vm = world.putVm();
    await get(vm.uuid);
    const asked = world.papi.asked;
    await get(vm.uuid);
    expect(world.papi.asked).toBe(asked);
    const orphan = world.putVm({ billing_id: '11111111-2222-4333-8444-555555555555' });
    expect((await get(orphan.uuid)).body).toMatchObject({ package: '' });
  });
});

describe('ListMachines', () => {
  test('only one’s own, and only what is alive', async () => {
    world.putVm({ alias: 'mine' });
    world.putVm({ alias: 'theirs', owner_uuid: GLOBEX });
    world.putVm({ alias: 'gone', state: 'destroyed' });
    expect(await names()).toEqual(['mine']);
    expect(await names('?state=destroyed')).toEqual(['gone']);
  });

  test('limit and offset page through it; the count is that of the page, and a page beyond the end is empty', async () => {
    for (const alias of ['a', 'b', 'c']) world.putVm({ alias });
    const page = async (query: string) => {
      const { headers } = await world.request('GET', `/acme/machines?${query}`);
      return [await names(`?${query}`), headers.get('x-resource-count'), headers.get('x-query-limit')];
    };
    expect(await page('limit=2')).toEqual([['a', 'b'], '2', '2']);
    expect(await page('limit=2&offset=2')).toEqual([['c'], '1', '2']);
    expect(await page('limit=1000&offset=3')).toEqual([[], '0', '1000']);
  });

  test('CountMachines: HEAD has the count and no body', async () => {
    for (const alias of ['a', 'b']) world.putVm({ alias });
    const answer = await world.request('HEAD', '/acme/machines');
    expect([answer.status, answer.headers.get('x-resource-count'), answer.text]).toEqual([200, '2', '']);
    expect(await world.client.countMachines()).toBe(2);
  });

  test('filters are passed on', async () => {
    world.putVm({ alias: 'a' });
    world.putVm({ alias: 'b', state: 'running' });
    expect(await names('?name=b')).toEqual(['b']);
    expect(await names('?state=running')).toEqual(['b']);
    expect(await names('?state=stopped&brand=bhyve&memory=3840')).toEqual(['a']);
  });

  test('tags filter as well, page by page', async () => {
    for (const i of [0, 1, 2, 3, 4]) world.putVm({ alias: `n${i}`, tags: { shard: i % 2, role: 'db' } });
    expect(await names('?tag.shard=1')).toEqual(['n1', 'n3']);
    expect(await names('?tag.shard=1&tag.role=db&limit=1&offset=1')).toEqual(['n3']);
    expect(await names('?tag.role=*&limit=2')).toEqual(['n0', 'n1']);
    expect(await names('?tag.none=*')).toEqual([]);
  });

  test('tags=* asks for machines with any tag', async () => {
    world.putVm({ alias: 'tagged', tags: { role: 'db' } });
    world.putVm({ alias: 'plain' });
    expect(await names('?tags=*')).toEqual(['tagged']);
    expect(await names('?tags=*&tag.role=web')).toEqual([]);
  });

  test('tombstone adds what was deleted in the last so many minutes', async () => {
    const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
    world.putVm({ alias: 'alive' });
    world.putVm({ alias: 'failed', state: 'failed' });
    world.putVm({ alias: 'just-gone', state: 'destroyed', destroyed: minutesAgo(5) });
    world.putVm({ alias: 'long-gone', state: 'destroyed', destroyed: minutesAgo(50) });
    expect(await names()).toEqual(['alive']);
    expect(await names('?tombstone=20')).toEqual(['alive', 'just-gone']);
    expect(await names('?tombstone=60&state=destroyed')).toEqual(['just-gone', 'long-gone']);
    expect(await names('?tombstone=20&limit=1&offset=1')).toEqual(['just-gone']);
    expect((await world.request('GET', '/acme/machines?tombstone=-1')).status).toBe(409);
  });

  test('there are no containers here', async () => {
    world.putVm();
    expect(await names('?type=smartmachine')).toEqual([]);
    expect(await names('?docker=true')).toEqual([]);
    expect(world.vmapi.takeOperations()).toEqual([]);
  });
});

describe('StartMachine, StopMachine, RebootMachine', () => {
  test.each([
    ['start', 'startVm', 'stopped', 'running'],
    ['stop', 'stopVm', 'running', 'stopped'],
    ['reboot', 'rebootVm', 'running', 'running'],
  ])('%s is 202 with an empty body and the job', async (action, operation, before, after) => {
    const vm = world.putVm({ state: before });
    const answer = await world.request('POST', `/acme/machines/${vm.uuid}`, { body: { action } });
    expect([answer.status, answer.text]).toEqual([202, '']);
    expect(answer.headers.get('x-job-uuid')).toBe(world.vmapi.jobs[0]?.uuid);
    expect(world.vmapi.takeOperations()).toEqual(['GetVm', operation]);
    world.vmapi.finishJobs();
    expect((await get(vm.uuid)).body).toMatchObject({ state: after });
  });

  test('the action may stand in the query string', async () => {
    const vm = world.putVm();
    expect((await world.request('POST', `/acme/machines/${vm.uuid}?action=start`)).status).toBe(202);
  });

  test('of a deleted machine they are 410 with the machine', async () => {
    const vm = world.putVm({ state: 'destroyed' });
    const answer = await world.request('POST', `/acme/machines/${vm.uuid}`, { body: { action: 'start' } });
    expect(answer).toMatchObject({ status: 410, body: { state: 'deleted' } });
  });
});

describe('DeleteMachine', () => {
  const remove = (id: string) => world.request('DELETE', `/acme/machines/${id}`);

  test('204 with the job; asking again meanwhile is 204 with the same job; afterwards 410', async () => {
    const vm = world.putVm();
    const [first, second] = [await remove(vm.uuid), await remove(vm.uuid)];
    expect([first.status, second.status]).toEqual([204, 204]);
    expect(second.headers.get('x-job-uuid')).toBe(first.headers.get('x-job-uuid'));
    world.vmapi.finishJobs();
    expect(await remove(vm.uuid)).toMatchObject({ status: 410, body: { id: vm.uuid, state: 'deleted' } });
    const job = await world.request('GET', `/acme/machines/${vm.uuid}/jobs/${first.headers.get('x-job-uuid')}`);
    expect(job).toMatchObject({ status: 200, body: { execution: 'succeeded' } });
  });

  test('asking again while the first deletion is stuck is a new one, not a success without anybody at work', async () => {
    const vm = world.putVm();
    const first = await remove(vm.uuid);
    Object.assign(world.vmapi.jobs[0] ?? {}, { execution: 'running', stuck: true });
    const second = await remove(vm.uuid);
    expect(second.status).toBe(204);
    expect(second.headers.get('x-job-uuid')).not.toBe(first.headers.get('x-job-uuid'));
  });

  test('a protected machine is not deleted', async () => {
    const vm = world.putVm({ indestructible_zoneroot: true });
    expect(await remove(vm.uuid)).toMatchObject({ status: 409, body: { code: 'CannotDestroyMachine' } });
    expect(world.vmapi.takeOperations()).toEqual(['GetVm']);
  });
});
