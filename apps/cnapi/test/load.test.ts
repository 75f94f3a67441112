import { randomUUID } from 'node:crypto';
import { startWorld, type World } from './world';

let world: World;
beforeAll(async () => {
  world = await startWorld({ loadTimeoutMs: 300 });
});
afterAll(() => world.close());

const load = (server: string, vm = randomUUID()) => world.call('GET', `/servers/${server}/vms/${vm}`);

test('a VM is read from its node', async () => {
  const server = await world.addServer();
  const vm = randomUUID();
  world.obey(server, ({ vm_uuid, task }) => ({ status: 'complete', event: { vm: { uuid: vm_uuid, by: task } } }));
  expect(await load(server, vm)).toMatchObject({ status: 200, body: { uuid: vm, by: 'machine_load' } });
});

test.each([
  ['that the node does not know is not found', 'VmNotFound', 404, 'ResourceNotFound'],
  ['that the node fails to read is unavailable', 'ZfsFailed', 503, 'ServiceUnavailable'],
])('a VM %s', async (_what, code, status, wireCode) => {
  const server = await world.addServer();
  world.obey(server, () => ({ status: 'failure', event: { error: { code, message: 'secret' } } }));
  const answer = await load(server);
  expect([answer.status, answer.body.code]).toEqual([status, wireCode]);
  expect(JSON.stringify(answer.body)).not.toContain('secret');
});

test('a node that does not answer in time is unavailable, and need not answer later', async () => {
  const server = await world.addServer();
  const answer = await load(server);
  expect([answer.status, answer.body.code]).toEqual([503, 'ServiceUnavailable']);
  expect(answer.headers.get('retry-after')).not.toBeNull();
  const late = new Promise<number>((resolve) => {
    world.listenAs(server, async (id) => resolve((await world.call('POST', `/tasks/${id}/start`, {})).status));
  });
  expect(await late).toBe(409);
});

test('a VM of an unknown server is not found', async () => {
  expect((await load(randomUUID())).status).toBe(404);
});
