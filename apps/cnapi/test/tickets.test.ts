import { randomUUID } from 'node:crypto';
import { startWorld, type World } from './world';

interface Ticket {
  uuid: string;
  status: string;
  epoch: number;
}

interface Answer {
  uuid: string;
  queue: Ticket[];
}

let world: World;
let server: string;
beforeAll(async () => {
  world = await startWorld();
  server = await world.addServer();
});
afterAll(() => world.close());

async function ask(vm: string, more: object = {}): Promise<Answer> {
  const { status, body } = await world.call('POST', `/servers/${server}/tickets`, {
    scope: 'vm',
    id: vm,
    action: 'update',
    ...more,
  });
  expect(status).toBe(202);
  return body as unknown as Answer;
}
const get = async (uuid: string) => (await world.call('GET', `/tickets/${uuid}`)).body as unknown as Ticket;
const release = async (uuid: string) => (await world.call('PUT', `/tickets/${uuid}/release`)).status;
const soon = () => new Date(Date.now() + 1).toISOString();

test('the first in line is active at once and has the first epoch', async () => {
  const { uuid, queue } = await ask(randomUUID());
  expect(queue).toEqual([expect.objectContaining({ uuid, status: 'active', epoch: 1 })]);
  expect(await get(uuid)).toMatchObject({ status: 'active', epoch: 1, action: 'update', extra: {} });
});

test('of 50 who come at once exactly one is active at any time, and they go in the order of the line', async () => {
  const vm = randomUUID();
  const all = await Promise.all(Array.from({ length: 50 }, () => ask(vm)));
  for (const { queue } of all) expect(queue.filter(({ status }) => status === 'active')).toHaveLength(1);
  const line = (await ask(vm)).queue.map(({ uuid }) => uuid);
  expect(new Set(line).size).toBe(51);

  const turns: [string, number][] = [];
  for (const expected of line) {
    const { queue } = await ask(vm, { key: 'observer' });
    const active = queue.filter(({ status }) => status === 'active');
    expect(active.map(({ uuid }) => uuid)).toEqual([expected]);
    turns.push([expected, active[0]?.epoch ?? 0]);
    expect(await release(expected)).toBe(204);
  }
  expect(turns.map(([, epoch]) => epoch)).toEqual(line.map((_, index) => index + 1));
});

test('50 releases at once hand the line on one by one', async () => {
  const vm = randomUUID();
  const all = await Promise.all(Array.from({ length: 50 }, () => ask(vm)));
  expect(await Promise.all(all.map(({ uuid }) => release(uuid)))).toEqual(all.map(() => 204));
  const { queue } = await ask(vm);
  expect(queue).toHaveLength(1);
});

test('the same key is the same ticket, whatever has become of it', async () => {
  const vm = randomUUID();
  const key = randomUUID();
  const all = await Promise.all(Array.from({ length: 20 }, () => ask(vm, { key })));
  expect(new Set(all.map(({ uuid }) => uuid)).size).toBe(1);
  const { uuid } = await ask(vm, { key });
  await release(uuid);
  const again = await ask(vm, { key });
  expect(again).toEqual({ uuid, queue: [] });
});

test('one VM is one line however its uuid is written', async () => {
  const vm = randomUUID();
  await ask(vm.toUpperCase());
  expect((await ask(vm)).queue).toHaveLength(2);
});

test('VMs do not wait for each other, nor do servers', async () => {
  const vm = randomUUID();
  const other = await world.addServer();
  await ask(vm);
  const { body } = await world.call('POST', `/servers/${other}/tickets`, { scope: 'vm', id: vm, action: 'x' });
  expect(body.queue).toEqual([expect.objectContaining({ status: 'active', epoch: 2 })]);
});

test('a release wakes the job of the next one, and nobody else', async () => {
  const vm = randomUUID();
  const [first, second, third] = [randomUUID(), randomUUID(), randomUUID()];
  const ticket = await ask(vm, { waiter: first });
  await ask(vm, { waiter: second });
  await ask(vm, { waiter: third });
  await release(ticket.uuid);
  await world.wokenTimes(second);
  expect(world.woken).not.toContain(first);
  expect(world.woken).not.toContain(third);
});

test('releasing twice moves the line once', async () => {
  const vm = randomUUID();
  const first = await ask(vm);
  const second = await ask(vm);
  await ask(vm);
  await release(first.uuid);
  await release(first.uuid);
  expect(await get(second.uuid)).toMatchObject({ status: 'active' });
});

test('a waiting ticket can leave the line', async () => {
  const vm = randomUUID();
  const first = await ask(vm);
  const second = await ask(vm);
  const third = await ask(vm);
  await release(second.uuid);
  await release(first.uuid);
  expect(await get(third.uuid)).toMatchObject({ status: 'active', epoch: 2 });
});

test('waiting ends when the turn comes', async () => {
  const vm = randomUUID();
  const first = await ask(vm);
  const second = await ask(vm);
  const waiting = world.call('GET', `/tickets/${second.uuid}/wait?timeout=20`);
  await release(first.uuid);
  expect((await waiting).status).toBe(204);
});

test('waiting for a ticket that does not get its turn is an error, never a success', async () => {
  const vm = randomUUID();
  await ask(vm);
  const second = await ask(vm);
  const { status, body } = await world.call('GET', `/tickets/${second.uuid}/wait?timeout=0`);
  expect([status, body.code]).toEqual([409, 'TicketNotActive']);
});

test('an expired ticket gives the line on and wakes both jobs', async () => {
  const vm = randomUUID();
  const [first, second] = [randomUUID(), randomUUID()];
  const ticket = await ask(vm, { waiter: first });
  const next = await ask(vm, { waiter: second });
  await world.expire(ticket.uuid);
  await Promise.all([world.wokenTimes(first), world.wokenTimes(second)]);
  expect(await get(ticket.uuid)).toMatchObject({ status: 'expired', epoch: 1 });
  expect(await get(next.uuid)).toMatchObject({ status: 'active', epoch: 2 });
});

test('a ticket with a task under way does not expire, nor does its line move when it is released', async () => {
  const vm = randomUUID();
  const [waiter, other] = [randomUUID(), randomUUID()];
  const { uuid } = await ask(vm);
  const update = `/servers/${server}/vms/${vm}/update`;
  await world.call('POST', `/servers/${server}/events/heartbeat`, {});
  const { body } = await world.call('POST', update, { alias: 'a' }, { 'x-ticket': uuid });
  await world.call('POST', `/tasks/${body.id}/start`, {});
  const next = await ask(vm, { waiter });
  await world.expire(uuid);
  // The end of another one shows that a sweep came after both were due.
  await world.expire((await ask(randomUUID(), { waiter: other })).uuid);
  await world.wokenTimes(other);
  expect(await get(uuid)).toMatchObject({ status: 'active' });

  await release(uuid);
  expect(await get(next.uuid)).toMatchObject({ status: 'queued' });
  await world.call('POST', `/tasks/${body.id}/finish`, { status: 'complete', event: {} });
  expect(await get(next.uuid)).toMatchObject({ status: 'active', epoch: 2 });
  await world.wokenTimes(waiter);
});

test('a ticket that nobody has ever waited for expires in the queue too', async () => {
  const vm = randomUUID();
  const waiter = randomUUID();
  await ask(vm);
  const { uuid } = await ask(vm, { expires_at: soon(), waiter });
  await world.wokenTimes(waiter);
  expect(await get(uuid)).toMatchObject({ status: 'expired', epoch: 0 });
});

test('a ticket of another scope has no epoch', async () => {
  const body = { scope: 'import', id: 'ubuntu 20.04', action: 'import', extra: { of: [1] } };
  const answer = await world.call('POST', `/servers/${server}/tickets`, body);
  expect(answer.body.queue).toEqual([expect.objectContaining({ status: 'active', epoch: 0, extra: { of: [1] } })]);
});

test('the line of a server lists who has or waits for something there', async () => {
  const quiet = await world.addServer();
  const wish = { scope: 'vm', id: randomUUID(), action: 'update' };
  const first = (await world.call('POST', `/servers/${quiet}/tickets`, wish)).body.uuid;
  const second = (await world.call('POST', `/servers/${quiet}/tickets`, wish)).body.uuid;
  const { body } = await world.call('GET', `/servers/${quiet}/tickets`);
  expect((body as unknown as Ticket[]).map(({ uuid }) => uuid)).toEqual([first, second]);
});

test('who joins a line that nobody has moved on wakes the one whose turn it is', async () => {
  const quiet = await startWorld({ sweepEveryMs: 3_600_000 });
  try {
    const path = `/servers/${await quiet.addServer()}/tickets`;
    const wish = { scope: 'vm', id: randomUUID(), action: 'update' };
    const join = async (more: object = {}) =>
      (await quiet.call('POST', path, { ...wish, ...more })).body as unknown as Answer;
    const [first, waiter, last] = [await join(), randomUUID(), randomUUID()];
    const next = await join({ waiter });
    await quiet.endUnseen(first.uuid);
    const { queue } = await join({ waiter: last });
    expect(queue.map(({ status }) => status)).toEqual(['active', 'queued']);
    expect(queue[0]?.uuid).toBe(next.uuid);
    await quiet.wokenTimes(waiter);
    expect(quiet.woken).toEqual([waiter]);
  } finally {
    await quiet.close();
  }
});

test('nobody joins the line of a server that was forgotten, not even with a key that is known', async () => {
  const forgotten = await world.addServer({ report: false });
  const wish = { scope: 'vm', id: randomUUID(), action: 'update', key: 'k' };
  expect((await world.call('POST', `/servers/${forgotten}/tickets`, wish)).status).toBe(202);
  // Another CNAPI, for which a server is gone that has just not spoken.
  const { url } = await world.another({ heartbeatLifetimeMs: 1 });
  expect((await fetch(`${url}/servers/${forgotten}`, { method: 'DELETE' })).status).toBe(204);
  expect((await world.call('POST', `/servers/${forgotten}/tickets`, wish)).status).toBe(404);
});

test('tickets of unknown servers and unknown tickets are not found', async () => {
  const wish = { scope: 'vm', id: randomUUID(), action: 'update' };
  expect((await world.call('POST', `/servers/${randomUUID()}/tickets`, wish)).status).toBe(404);
  expect((await world.call('GET', `/tickets/${randomUUID()}`)).status).toBe(404);
  expect((await world.call('GET', `/tickets/${randomUUID()}/wait`)).status).toBe(404);
  expect((await world.call('PUT', `/tickets/${randomUUID()}/release`)).status).toBe(404);
});
