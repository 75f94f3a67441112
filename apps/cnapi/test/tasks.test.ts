import { randomUUID } from 'node:crypto';
import { startWorld, type World } from './world';

let world: World;
let server: string;
beforeAll(async () => {
  world = await startWorld({ heartbeatLifetimeMs: 600_000 });
  server = await world.addServer();
});
afterAll(() => world.close());

const update = (vm: string, headers: Record<string, string> = {}, on = server) =>
  world.call('POST', `/servers/${on}/vms/${vm}/update`, { alias: 'web0' }, headers);
const task = async (id: string) => (await world.call('GET', `/tasks/${id}`)).body;
const start = (id: string, headers = {}) => world.call('POST', `/tasks/${id}/start`, {}, headers);
const finish = (id: string, event: object, status = 'complete', headers = {}) =>
  world.call('POST', `/tasks/${id}/finish`, { status, event }, headers);
const cancel = (id: string) => world.call('POST', `/tasks/${id}/cancel`, {});
async function ticketOf(vm: string): Promise<string> {
  const wish = { scope: 'vm', id: vm, action: 'update' };
  return String((await world.call('POST', `/servers/${server}/tickets`, wish)).body.uuid);
}

test('a command becomes a task that its node is sent, takes, and answers', async () => {
  const node = await world.addServer();
  const vm = randomUUID();
  const arrived = new Promise<string>((resolve) => world.listenAs(node, async (id) => resolve(id)));
  const { status, body } = await update(vm, { 'x-request-id': 'req-1' }, node);
  expect(status).toBe(200);
  expect(await arrived).toBe(body.id);
  expect(await task(body.id)).toMatchObject({
    task: 'machine_update',
    server_uuid: node,
    vm_uuid: vm,
    status: 'active',
    started: false,
    epoch: 0,
    req_id: 'req-1',
    params: { alias: 'web0', uuid: vm, server_uuid: node },
    history: [],
  });
  expect((await start(body.id)).body).toMatchObject({ id: body.id, started: true });
  expect((await finish(body.id, { vm: { uuid: vm } })).status).toBe(204);
  expect(await task(body.id)).toMatchObject({
    status: 'complete',
    history: [{ name: 'finish', event: { vm: { uuid: vm } } }],
  });
});

test('a failure shows its error first, as clients of the shipped CNAPI read it', async () => {
  const { id } = (await update(randomUUID())).body;
  await finish(id, { error: { message: 'vmadm.update error: no' }, vm: { uuid: 'v' } }, 'failure');
  const { status, history } = await task(id);
  expect(status).toBe('failure');
  expect(history).toMatchObject([
    { name: 'error', event: { error: { message: 'vmadm.update error: no' } } },
    { name: 'finish', event: { vm: { uuid: 'v' } } },
  ]);
});

test('each command has its task', async () => {
  const vm = randomUUID();
  const path = `/servers/${server}/vms`;
  const commands: [string, string, unknown, string][] = [
    ['POST', path, { uuid: vm, brand: 'bhyve' }, 'machine_create'],
    ['POST', `${path}/${vm}/start`, {}, 'machine_boot'],
    ['POST', `${path}/${vm}/stop`, { force: true, timeout: 20 }, 'machine_shutdown'],
    ['POST', `${path}/${vm}/reboot`, {}, 'machine_reboot'],
    ['DELETE', `${path}/${vm}`, undefined, 'machine_destroy'],
  ];
  for (const [method, at, body, name] of commands) {
    const answer = await world.call(method, at, body);
    expect([name, answer.status]).toEqual([name, 200]);
    expect(await task(answer.body.id)).toMatchObject({ task: name, vm_uuid: vm });
  }
});

test('the same key is the same task, however many ask at once and whatever has become of it', async () => {
  const vm = randomUUID();
  const headers = { 'idempotency-key': randomUUID() };
  const ids = (await Promise.all(Array.from({ length: 20 }, () => update(vm, headers)))).map(({ body }) => body.id);
  expect(new Set(ids).size).toBe(1);
  await finish(String(ids[0]), { vm: {} });
  expect((await update(vm, headers)).body.id).toBe(ids[0]);
});

test('a key that comes back for another VM or command is a conflict', async () => {
  const vm = randomUUID();
  const headers = { 'idempotency-key': randomUUID() };
  await update(vm, headers);
  expect((await update(randomUUID(), headers)).body.code).toBe('ConflictError');
  const stop = await world.call('POST', `/servers/${server}/vms/${vm}/stop`, {}, headers);
  expect([stop.status, stop.body.code]).toEqual([409, 'ConflictError']);
});

test('a task carries the epoch of its ticket, which grows with every turn', async () => {
  const vm = randomUUID();
  for (const epoch of [1, 2, 3]) {
    const ticket = await ticketOf(vm);
    const { id } = (await update(vm, { 'x-ticket': ticket })).body;
    expect(await task(id)).toMatchObject({ epoch });
    await finish(id, {});
    await world.call('PUT', `/tickets/${ticket}/release`);
  }
  expect(await task((await update(vm)).body.id)).toMatchObject({ epoch: 3 });
});

test('a ticket that is queued, finished, of another VM or unknown allows nothing', async () => {
  const vm = randomUUID();
  const active = await ticketOf(vm);
  const queued = await ticketOf(vm);
  const refused = async (ticket: string, of = vm) => (await update(of, { 'x-ticket': ticket })).body.code;
  expect(await refused(queued)).toBe('TicketNotActive');
  expect(await refused(active, randomUUID())).toBe('TicketNotActive');
  expect(await refused(randomUUID())).toBe('TicketNotActive');
  await world.call('PUT', `/tickets/${active}/release`);
  expect(await refused(active)).toBe('TicketNotActive');
});

test('after the ticket is gone the same key still finds its task', async () => {
  const vm = randomUUID();
  const ticket = await ticketOf(vm);
  const headers = { 'x-ticket': ticket, 'idempotency-key': randomUUID() };
  const { id } = (await update(vm, headers)).body;
  await finish(id, {});
  await world.call('PUT', `/tickets/${ticket}/release`);
  expect((await update(vm, headers)).body.id).toBe(id);
});

test('an unknown server is not found, one that is silent is not running', async () => {
  expect((await update(randomUUID(), {}, randomUUID())).status).toBe(404);
  const silent = await world.another({ heartbeatLifetimeMs: 100 });
  const node = await world.addServer();
  const running = async () => {
    const answer = await fetch(`${silent.url}/servers/${node}`);
    return ((await answer.json()) as { status: string }).status === 'running';
  };
  while (await running());
  const answer = await fetch(`${silent.url}/servers/${node}/vms/${randomUUID()}/start`, { method: 'POST' });
  expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([409, 'ServerNotRunning']);
  await world.call('POST', `/servers/${node}/events/heartbeat`, {});
  expect((await update(randomUUID(), {}, node)).status).toBe(200);
});

test('the first result stands', async () => {
  const { id } = (await update(randomUUID())).body;
  await finish(id, { vm: { first: true } });
  expect((await finish(id, { error: { message: 'late' } }, 'failure')).status).toBe(204);
  expect(await task(id)).toMatchObject({ status: 'complete', history: [{ event: { vm: { first: true } } }] });
});

test('taking a task twice is the same answer; a finished one says so', async () => {
  const { id } = (await update(randomUUID())).body;
  expect((await start(id)).body).toEqual((await start(id)).body);
  await finish(id, {});
  expect((await start(id)).body).toMatchObject({ status: 'complete' });
});

test('a task that nobody took can be taken back, one that is taken cannot', async () => {
  const { id } = (await update(randomUUID())).body;
  expect((await cancel(id)).body).toEqual({ canceled: true });
  expect((await cancel(id)).body).toEqual({ canceled: true });
  expect((await start(id)).body.code).toBe('TaskCanceled');
  expect((await finish(id, {})).status).toBe(204);
  expect(await task(id)).toMatchObject({ status: 'canceled', history: [] });

  const taken = (await update(randomUUID())).body.id;
  await start(taken);
  expect((await cancel(taken)).body).toEqual({ canceled: false });
  expect(await task(taken)).toMatchObject({ status: 'active' });
});

test('of taking and taking back at the same moment exactly one wins', async () => {
  for (let round = 0; round < 25; round++) {
    const { id } = (await update(randomUUID())).body;
    const [taken, back] = await Promise.all([start(id), cancel(id)]);
    expect([taken.status === 200, back.body.canceled]).toContainEqual(true);
    expect(taken.status === 200).not.toBe(back.body.canceled);
  }
});

test('a command is taken back by its key, also one that is still on its way', async () => {
  const vm = randomUUID();
  const take = async (key: string, task = 'machine_update') =>
    (await world.call('POST', `/servers/${server}/vms/${vm}/cancel`, { key, task })).body;
  const early = randomUUID();
  const { id, canceled } = await take(early);
  expect(canceled).toBe(true);
  expect((await update(vm, { 'idempotency-key': early })).body.id).toBe(id);
  expect((await start(id)).body.code).toBe('TaskCanceled');

  const arrived = randomUUID();
  const sent = (await update(vm, { 'idempotency-key': arrived })).body.id;
  expect(await take(arrived)).toEqual({ id: sent, canceled: true });
  expect(await take(arrived)).toEqual({ id: sent, canceled: true });

  const taken = randomUUID();
  const begun = (await update(vm, { 'idempotency-key': taken })).body.id;
  await start(begun);
  expect(await take(taken)).toEqual({ id: begun, canceled: false });
  expect((await take(taken, 'machine_boot')).code).toBe('ConflictError');
});

test('of a command and its taking back at the same moment, either none is done or it is known', async () => {
  for (let round = 0; round < 20; round++) {
    const vm = randomUUID();
    const key = randomUUID();
    const [sent, back] = await Promise.all([
      update(vm, { 'idempotency-key': key, 'x-ticket': await ticketOf(vm) }),
      world.call('POST', `/servers/${server}/vms/${vm}/cancel`, { key, task: 'machine_update' }),
    ]);
    expect([sent.status, back.status]).toEqual([200, 200]);
    expect(back.body).toEqual({ id: sent.body.id, canceled: true });
    expect(await task(sent.body.id)).toMatchObject({ status: 'canceled' });
  }
});

test('a node cannot take or end the task of another', async () => {
  const { id } = (await update(randomUUID())).body;
  const other = { 'x-server-uuid': randomUUID() };
  expect((await start(id, other)).status).toBe(403);
  expect((await finish(id, {}, 'complete', other)).status).toBe(403);
  expect((await start(id, { 'x-server-uuid': server.toUpperCase() })).status).toBe(200);
});

test('the end of a task wakes the job that waits for it, once', async () => {
  const [waiter, reqId] = [randomUUID(), randomUUID()];
  const { id } = (await update(randomUUID(), { 'x-waiter': waiter, 'x-request-id': reqId })).body;
  await finish(id, {});
  await finish(id, {});
  await world.wokenTimes(waiter);
  expect(world.runs).toContainEqual({ job_uuid: waiter, task: { id, req_id: reqId } });
  const other = randomUUID();
  const next = (await update(randomUUID(), { 'x-waiter': other })).body.id;
  await finish(next, {});
  await world.wokenTimes(other);
  expect(world.woken.filter((uuid) => uuid === waiter)).toHaveLength(1);
});

test('waiting for a task ends with it, and else with the time', async () => {
  const { id } = (await update(randomUUID())).body;
  expect((await world.call('GET', `/tasks/${id}/wait?timeout=0`)).body).toMatchObject({ status: 'active' });
  const waiting = world.call('GET', `/tasks/${id}/wait?timeout=20`);
  await finish(id, {});
  expect((await waiting).body).toMatchObject({ status: 'complete' });
});

test('a wait at one CNAPI process sees what another one was told', async () => {
  const { id } = (await update(randomUUID())).body;
  const other = await world.another();
  const waiting = fetch(`${other.url}/tasks/${id}/wait?timeout=20`);
  await finish(id, {});
  expect(await (await waiting).json()).toMatchObject({ status: 'complete' });
});

test('a task that the queue has lost is sent again', async () => {
  const node = await world.addServer();
  const lost = await world.another({ redisUrl: 'redis://127.0.0.1:1', sweepEveryMs: 3_600_000 });
  const path = `${lost.url}/servers/${node}/vms/${randomUUID()}/start`;
  const { id } = (await (await fetch(path, { method: 'POST' })).json()) as { id: string };
  const arrived = new Promise<string>((resolve) => world.listenAs(node, async (taskId) => resolve(taskId)));
  await world.another({ requeueAfterMs: 1, sweepEveryMs: 10 });
  expect(await arrived).toBe(id);
});

test('unknown tasks are not found', async () => {
  const id = randomUUID();
  const answers = [await start(id), await finish(id, {}), await cancel(id), await world.call('GET', `/tasks/${id}`)];
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
});
