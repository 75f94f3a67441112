import { TcpProxy } from '@triton/config/tcp-proxy';
import { type Ask, badAnswers, untilAllGood } from '@triton/http-server/testing/bad-answers';
import { createLogger } from '@triton/logging/create-logger';
import type { Vm } from '@triton/schemas/vm';
import { endpoints } from '../src/endpoints';
import { startRunner } from '../src/runner-service';
import { startService } from '../src/service';
import { FLEXIBLE, IMAGE, NETWORK, OWNER, startWorld, type World } from './world';

jest.setTimeout(30_000);

/** Answered from what the process knows by itself. */
const NEED_NO_STORE = ['GetDocs', 'GetOpenapi', 'ListStatuses'];
const log = createLogger('vmapi', { level: 'fatal' });
const decision = { operator: 'lena', evidence: 'looked' };

let world: World;
let postgres: TcpProxy;
let redis: TcpProxy;
let service: { url: string; close(): Promise<void> };
let vm: Vm;
let jobUuid: string;
beforeAll(async () => {
  world = await startWorld();
  postgres = await TcpProxy.open(world.config.databaseUrl);
  redis = await TcpProxy.open(world.config.redisUrl);
  service = await startService(
    { ...world.config, databaseUrl: `${postgres.url}?statement_timeout=2000`, redisUrl: redis.url },
    log,
  );
  await makeVm();
});
beforeEach(() => untilAllGood(() => fetch(`${service.url}/vms`)));
afterEach(() => {
  for (const proxy of [postgres, redis]) proxy.mend();
});
afterAll(async () => {
  await service.close();
  await Promise.all([postgres.close(), redis.close()]);
  await world.close();
});

/** A machine with one of everything. */
async function makeVm(): Promise<void> {
  const labels = { color: 'red' };
  vm = await world.newVm([2048], { customer_metadata: labels, internal_metadata: labels, tags: labels });
  jobUuid = (await world.vmapi.listJobs({ vm_uuid: vm.uuid }))[0]?.uuid ?? '';
}

/** A body that the operation takes. */
function bodyOf(name: string): object {
  const disk_id = vm.disks[1]?.uuid;
  const bodies: Record<string, object> = {
    CreateVm: {
      owner_uuid: OWNER,
      brand: 'bhyve',
      billing_id: FLEXIBLE,
      networks: [{ ipv4_uuid: NETWORK }],
      disks: [{ image_uuid: IMAGE }],
    },
    PutVm: { uuid: vm.uuid, state: 'stopped', disks: [] },
    PutVms: { vms: { [vm.uuid]: { uuid: vm.uuid, state: 'stopped', disks: [] } } },
    UpdateVm: { alias: 'renamed' },
    CreateVmDisk: { size: 1024 },
    ResizeVmDisk: { disk_id, size: 8192 },
    DeleteVmDisk: { disk_id },
    ReprovisionVm: { image_uuid: IMAGE },
    CreateVmSnapshot: { snapshot_name: 'after' },
    RollbackVmSnapshot: { snapshot_name: 'before' },
    DeleteVmSnapshot: { snapshot_name: 'before' },
    RetryJob: decision,
    AbandonJob: decision,
  };
  return bodies[name] ?? {};
}

/** Every operation but those left out, in good order. Of what it was answered, the jobs are kept in `promised`. */
function asks(leftOut: readonly string[] = [], promised: string[] = []): Ask[] {
  const asked = endpoints.filter(({ name }) => ![...NEED_NO_STORE, ...leftOut].includes(name));
  return asked.map(({ name, method, path, action, input }) => ({
    name,
    async ask() {
      const target = path.replace(':uuid', path.startsWith('/jobs') ? jobUuid : vm.uuid).replace(':key', 'color');
      const query = new URLSearchParams(action === undefined ? {} : { action });
      if (name === 'PutVms') query.set('server_uuid', vm.server_uuid ?? '');
      if (name === 'WaitJob') query.set('timeout', '1');
      const hasBody = method !== 'get' && input !== undefined;
      const answer = await fetch(`${service.url}${target}?${query}`, {
        method: method.toUpperCase(),
        ...(hasBody ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(bodyOf(name)) } : {}),
      });
      const text = await answer.text();
      const { job_uuid } = (text === '' ? {} : JSON.parse(text)) as { job_uuid?: string };
      if (answer.status === 202 && job_uuid !== undefined) promised.push(job_uuid);
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
])(
  'with a Redis %s every operation is answered, and what is promised is done once it is back',
  async (_how, breakIt) => {
    await world.startRunner();
    await makeVm();
    await world.stopRunner();
    breakIt();
    const promised: string[] = [];
    const isFine = (_name: string, status: number) => status < 500;
    // The machine stays as it is, for the others.
    expect(await badAnswers(asks(['DestroyVm', 'PutVm', 'PutVms'], promised), { boundMs: 5_000, isFine })).toEqual([]);
    expect(promised.length).toBeGreaterThan(5);
    const runner = await startRunner({ ...world.config, redisUrl: redis.url }, log);
    redis.mend();
    const jobs = await Promise.all(promised.map((uuid) => world.finished(uuid)));
    await runner.close();
    expect(jobs.filter(({ execution }) => !['succeeded', 'failed', 'canceled'].includes(execution))).toEqual([]);
    expect(jobs.filter(({ execution }) => execution === 'succeeded').length).toBeGreaterThan(5);
  },
);
