import { randomUUID } from 'node:crypto';
import { startWorld, type World } from './world';

const IMAGE = '564d2a9e-1a2b-4c3d-8e4f-5a6b7c8d9e0f';

let world: World;
let server: string;
beforeAll(async () => {
  world = await startWorld({ heartbeatLifetimeMs: 600_000 });
  server = await world.addServer();
});
afterAll(() => world.close());

const commands: [string, string, string, object, object][] = [
  ['PUT', '/snapshots', 'machine_create_snapshot', { snapshot_name: 'a' }, { snapshot_name: 'a' }],
  ['PUT', '/snapshots/a%25b/rollback', 'machine_rollback_snapshot', {}, { snapshot_name: 'a%b' }],
  ['DELETE', '/snapshots/a', 'machine_delete_snapshot', {}, { snapshot_name: 'a' }],
  ['POST', '/kill', 'machine_kill', { signal: 'SIGKILL' }, { signal: 'SIGKILL' }],
  ['POST', '/reprovision', 'machine_reprovision', { image_uuid: IMAGE }, { image_uuid: IMAGE }],
];

test.each(commands)('%s …%s becomes task %s', async (method, path, task, input, params) => {
  const vm = randomUUID();
  const send = () =>
    world.call(method, `/servers/${server}/vms/${vm}${path}`, input, { 'idempotency-key': `${task}-${vm}` });
  const [first, again] = [await send(), await send()];
  expect([first.status, again.body.id]).toEqual([200, first.body.id]);
  expect((await world.call('GET', `/tasks/${first.body.id}`)).body).toMatchObject({
    task,
    vm_uuid: vm,
    params: { ...params, uuid: vm, server_uuid: server },
  });
});

test.each(commands)('%s …%s to a server nobody knows is not found', async (method, path, _task, input) => {
  const answer = await world.call(method, `/servers/${randomUUID()}/vms/${randomUUID()}${path}`, input);
  expect([answer.status, answer.body.code]).toEqual([404, 'ResourceNotFound']);
});

test('what a server was told is listed newest first', async () => {
  const node = await world.addServer();
  const ids: string[] = [];
  for (const verb of ['start', 'kill']) {
    ids.unshift((await world.call('POST', `/servers/${node}/vms/${randomUUID()}/${verb}`, {})).body.id);
  }
  const { body } = await world.call('GET', `/servers/${node}/task-history`);
  expect((body as unknown as { id: string }[]).map(({ id }) => id)).toEqual(ids);
});

test('an operator may take one ticket out of its line, or, meaning it, all of a server', async () => {
  const node = await world.addServer();
  const vm = randomUUID();
  const ticket = async () => {
    const wish = { scope: 'vm', id: vm, action: 'update' };
    return (await world.call('POST', `/servers/${node}/tickets`, wish)).body.uuid;
  };
  const [first, second, third] = [await ticket(), await ticket(), await ticket()];
  const statusOf = async (uuid: string) => (await world.call('GET', `/tickets/${uuid}`)).body.status;
  expect((await world.call('DELETE', `/tickets/${first}`)).status).toBe(204);
  expect([await statusOf(first), await statusOf(second)]).toEqual(['finished', 'active']);
  expect((await world.call('DELETE', `/servers/${node}/tickets`)).body.errors[0]?.field).toBe('force');
  expect((await world.call('DELETE', `/servers/${node}/tickets?force=true`)).status).toBe(204);
  expect([await statusOf(second), await statusOf(third)]).toEqual(['finished', 'finished']);
  expect((await world.call('DELETE', `/tickets/${randomUUID()}`)).status).toBe(404);
});

test('a server that is gone is forgotten, one that speaks is not', async () => {
  const node = await world.addServer();
  expect((await world.call('DELETE', `/servers/${node}`)).body.code).toBe('ConflictError');
  const later = await world.another({ heartbeatLifetimeMs: 1 });
  const forget = () => fetch(`${later.url}/servers/${node}`, { method: 'DELETE' });
  expect((await forget()).status).toBe(204);
  expect((await forget()).status).toBe(404);
});
