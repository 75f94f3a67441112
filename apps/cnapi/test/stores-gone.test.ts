import { randomUUID } from 'node:crypto';
import { TcpProxy } from '@triton/config/tcp-proxy';
import { type Ask, badAnswers, untilAllGood } from '@triton/http-server/testing/bad-answers';
import { endpoints } from '../src/endpoints';
import type { Service } from '../src/service';
import { startWorld, type World } from './world';

jest.setTimeout(30_000);

/** Answered from what the process knows by itself. */
const NEED_NO_STORE = ['GetDocs', 'GetOpenapi'];
const vmUuid = randomUUID();

let world: World;
let postgres: TcpProxy;
let redis: TcpProxy;
let service: Service;
let server: string;
let ticket: string;
let task: string;
beforeAll(async () => {
  world = await startWorld({ loadTimeoutMs: 500, requeueAfterMs: 100 });
  postgres = await TcpProxy.open(world.config.databaseUrl);
  redis = await TcpProxy.open(world.config.redisUrl);
  // Only the one that has lost its stores sends what is recorded there.
  service = await world.another({ databaseUrl: `${postgres.url}?statement_timeout=2000`, redisUrl: redis.url });
  server = await world.addServer();
  ticket = (await world.call('POST', `/servers/${server}/tickets`, wish)).body.uuid;
  task = (await world.call('POST', `/servers/${server}/vms/${vmUuid}/start`, {})).body.id;
});
beforeEach(() => untilAllGood(() => fetch(`${service.url}/servers`)));
afterEach(() => {
  for (const proxy of [postgres, redis]) proxy.mend();
});
afterAll(async () => {
  await world.close();
  await Promise.all([postgres.close(), redis.close()]);
});

const wish = { scope: 'vm', id: vmUuid, action: 'update' };

/** A body that the operation takes. */
function bodyOf(name: string): object {
  const vm = { uuid: vmUuid, owner_uuid: vmUuid, ram: 1024 };
  const bodies: Record<string, object> = {
    ServerUpdate: { reserved: false },
    ServerSysinfo: { sysinfo: { Hostname: 'cn0' } },
    ServerStatus: { vms: {}, diskinfo: { pool_size_bytes: 1 }, meminfo: { total_bytes: 1 } },
    VmCreate: { uuid: vmUuid },
    VmReprovision: { image_uuid: vmUuid },
    VmSnapshotCreate: { snapshot_name: 'a' },
    VmReport: { vm: { state: 'stopped', disks: [] }, epoch: 1, observed: 1, cause: 'operator' },
    CommandCancel: { key: 'k', task: 'machine_update' },
    TaskFinish: { status: 'complete', event: {} },
    TicketCreate: { ...wish, id: randomUUID() },
    Allocate: { vm },
  };
  return bodies[name] ?? {};
}

/** Every operation but those left out, in good order. Of what it was answered, the commands are kept in `sent`. */
function asks(leftOut: readonly string[] = [], sent: string[] = []): Ask[] {
  const asked = endpoints.filter(({ name }) => ![...NEED_NO_STORE, ...leftOut].includes(name));
  return asked.map(({ name, method, path }) => ({
    name,
    async ask() {
      const target = path
        .replace(':server_uuid', server)
        .replace('/tickets/:uuid', `/tickets/${ticket}`)
        .replace('/vms/:uuid', `/vms/${vmUuid}`)
        .replace('/allocations/:uuid', `/allocations/${vmUuid}`)
        .replace('/snapshots/:name', '/snapshots/a')
        .replace('/tasks/:id', `/tasks/${task}`);
      const isCommand = method !== 'get' && path.includes('/vms/') && name !== 'CommandCancel';
      const query = name.endsWith('Wait') ? '?timeout=1' : name === 'TicketDeleteAll' ? '?force=true' : '';
      const answer = await fetch(`${service.url}${target}${query}`, {
        method: method.toUpperCase(),
        ...(method === 'get'
          ? {}
          : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(bodyOf(name)) }),
      });
      const text = await answer.text();
      const { id } = (text === '' ? {} : JSON.parse(text)) as { id?: string };
      if (isCommand && answer.status === 200 && id !== undefined) sent.push(id);
      return answer;
    },
  }));
}

test('with PostgreSQL gone every operation says at once when to come again', async () => {
  postgres.refuse();
  expect(await badAnswers(asks(), { boundMs: 5_000 })).toEqual([]);
});

test('with a PostgreSQL that says nothing any more every operation does so in bounded time', async () => {
  postgres.silent = true;
  expect(await badAnswers(asks(), { boundMs: 10_000 })).toEqual([]);
});

test.each([
  ['gone', () => redis.refuse()],
  ['that says nothing any more', () => (redis.silent = true)],
])('with a Redis %s every operation is answered, and commands arrive once it is back', async (_how, breakIt) => {
  breakIt();
  const sent: string[] = [];
  const isFine = (_name: string, status: number) => status < 500;
  // Node and machine stay, for what comes after.
  const bad = await badAnswers(asks(['ServerDelete', 'ServerStatus'], sent), { boundMs: 5_000, isFine });
  expect(bad).toEqual([]);
  expect(sent.length).toBeGreaterThan(5);
  redis.mend();
  world.obey(server);
  for (const id of sent) {
    const { body } = await world.call('GET', `/tasks/${id}/wait?timeout=20`);
    expect([id, body.status]).toEqual([id, 'complete']);
  }
});
