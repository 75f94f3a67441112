import { randomUUID } from 'node:crypto';
import { createTestDatabase } from '@triton/database/testing/test-database';
import { errorRegistry } from '@triton/errors/error-registry';
import { describeEndpoints } from '@triton/http-server/describe-endpoints';
import type { EndpointFacts } from '@triton/http-server/endpoint';
import { endpoints } from '../src/endpoints';
import { type Answer, startWorld, type World } from './world';

let world: World;
/** A node that gives signs of life but whose agent takes no tasks, and one that gave its last long ago. */
let server: string;
let silent: string;
let url: string;
beforeAll(async () => {
  world = await startWorld({ heartbeatLifetimeMs: 600_000, loadTimeoutMs: 50 });
  [server, silent] = [await world.addServer({ diskGib: 1 }), await world.addServer()];
  url = world.service.url;
});
afterAll(() => world.close());

const vm = () => ({ uuid: randomUUID(), owner_uuid: randomUUID(), ram: 1024 });

/** Bodies that operations take, so that what is refused is refused for the reason under test. */
const goodBodies: Record<string, () => object> = {
  ServerUpdate: () => ({ comments: 'looked at' }),
  ServerSysinfo: () => ({ sysinfo: { Hostname: 'cn9' } }),
  ServerStatus: () => ({ vms: {}, diskinfo: { pool_size_bytes: 2, pool_alloc_bytes: 1 }, meminfo: { total_bytes: 1 } }),
  VmCreate: () => ({ uuid: randomUUID() }),
  VmReprovision: () => ({ image_uuid: randomUUID() }),
  VmSnapshotCreate: () => ({ snapshot_name: 'noon' }),
  VmReport: () => ({ vm: { state: 'stopped', disks: [] }, epoch: 1, observed: 1, cause: 'operator' }),
  CommandCancel: () => ({ key: 'k', task: 'machine_update' }),
  TaskFinish: () => ({ status: 'complete', event: {} }),
  TicketCreate: () => ({ scope: 'vm', id: randomUUID(), action: 'update' }),
  Allocate: () => ({ vm: vm() }),
};

interface Ask {
  values?: Record<string, string>;
  query?: string;
  body?: unknown;
  headers?: Record<string, string>;
}
type Send = (how?: Ask) => Promise<Answer>;

/** What makes an operation answer with a code. */
const provocations: Record<string, (send: Send, facts: EndpointFacts) => Promise<Answer>> = {
  ValidationFailed: (send, { name, path }) => {
    if (name === 'TicketDeleteAll') return send({ query: '?force=no' });
    const broken = { server_uuid: 'nonsense', id: 'nonsense', uuid: 'nonsense' };
    return path.includes(':') ? send({ values: broken }) : send({ query: '?limit=none', body: { servers: 'all' } });
  },
  ResourceNotFound: (send) => send({ values: { server_uuid: randomUUID(), id: randomUUID(), uuid: randomUUID() } }),
  async ServerNotRunning(send) {
    const late = await world.another({ heartbeatLifetimeMs: 1 });
    url = late.url;
    return send({ values: { server_uuid: silent } });
  },
  async TicketNotActive(send, { name }) {
    const wish = { scope: 'vm', id: randomUUID(), action: 'update' };
    const ticket = () => world.call('POST', `/servers/${server}/tickets`, wish);
    await ticket();
    const { uuid } = (await ticket()).body;
    if (name === 'TicketWait') return send({ values: { uuid }, query: '?timeout=0' });
    return send({ headers: { 'x-ticket': uuid } });
  },
  async ConflictError(send, { name }) {
    if (name === 'ServerDelete') return send();
    const key = randomUUID();
    await world.call('POST', `/servers/${server}/vms/${randomUUID()}/start`, {}, { 'idempotency-key': key });
    return send({
      headers: { 'idempotency-key': key },
      ...(name === 'CommandCancel' ? { body: { key, task: 'machine_stop' } } : {}),
    });
  },
  async TaskCanceled(send) {
    const id = await newTask();
    await world.call('POST', `/tasks/${id}/cancel`, {});
    return send({ values: { id } });
  },
  NotAuthorized: async (send) => send({ values: { id: await newTask() }, headers: { 'x-server-uuid': randomUUID() } }),
  NoAllocatableServers: (send, { name }) =>
    send({ body: name === 'VmReserve' ? { disk: 90_000_000 } : { vm: { ...vm(), flexible_disk_size: 90_000_000 } } }),
  async ServiceUnavailable(send, { name }) {
    // The node's agent never answers a load; there is no VMAPI to report to.
    if (name !== 'Ping') return send();
    const database = await createTestDatabase();
    url = (await world.another({ databaseUrl: database.url })).url;
    await database.drop();
    return send();
  },
  PreconditionFailed: (send) => send({ headers: { 'if-match': '"outdated"' } }),
};

const newTask = async () => (await world.call('POST', `/servers/${server}/vms/${randomUUID()}/start`, {})).body.id;

const operations = describeEndpoints(endpoints);
const cases = operations.flatMap((facts) => facts.errors.map((code) => [facts.name, code, facts] as const));

test('every change declares that it heeds If-Match', () => {
  const changes = operations.filter(({ method }) => method !== 'get');
  expect(changes.filter(({ errors }) => !errors.includes('PreconditionFailed')).map(({ name }) => name)).toEqual([]);
});

test.each(cases)('%s answers %s when it should', async (name, code, facts) => {
  const { body: ticket } = await world.call('POST', `/servers/${server}/tickets`, goodBodies.TicketCreate?.());
  const there = { server_uuid: server, uuid: facts.path.includes('/tickets/') ? ticket.uuid : randomUUID() };
  const id = facts.path.startsWith('/tasks/') ? await newTask() : '';
  url = world.service.url;
  const send: Send = async ({ values = {}, query = '', headers = {}, body = goodBodies[name]?.() ?? {} } = {}) => {
    const named: Record<string, string> = { ...there, id, name: 'noon', ...values };
    const path = facts.path.replace(/:(\w+)/g, (_all, key: string) => named[key] ?? '');
    const init = { method: facts.method.toUpperCase(), headers: { 'content-type': 'application/json', ...headers } };
    const hasBody = facts.method !== 'get' && facts.input !== undefined;
    const answer = await fetch(`${url}${path}${query}`, hasBody ? { ...init, body: JSON.stringify(body) } : init);
    const text = await answer.text();
    return {
      status: answer.status,
      headers: answer.headers,
      body: (text === '' ? {} : JSON.parse(text)) as Answer['body'],
    };
  };
  const answer = await provocations[code]?.(send, facts);
  expect(answer).toMatchObject({ status: errorRegistry[code]?.status, body: { code, message: expect.any(String) } });
});
