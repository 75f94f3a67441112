import { randomUUID } from 'node:crypto';
import { catalogMigrations } from '@triton/catalog/catalog-migrations';
import { seedCatalog } from '@triton/catalog/seed-catalog';
import { CnapiClient } from '@triton/clients/cnapi-client';
import { PapiClient } from '@triton/clients/papi-client';
import { VmapiClient } from '@triton/clients/vmapi-client';
import { migrate } from '@triton/database/migrate';
import { openDatabase } from '@triton/database/open-database';
import { createTestDatabase } from '@triton/database/testing/test-database';
import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import { createApp } from '@triton/http-server/create-app';
import { endpointFor } from '@triton/http-server/endpoint';
import { listen, type Listening } from '@triton/http-server/listen';
import { ValidationFailedError } from '@triton/errors/validation-failed-error';
import { createLogger } from '@triton/logging/create-logger';
import { openQueue } from '@triton/queue/open-queue';
import { type JobRun, vmWorkflows } from '@triton/queue/queue-names';
import { forgetQueue } from '@triton/queue/testing/forget-queue';
import type { Job } from '@triton/schemas/job';
import type { Package } from '@triton/schemas/package';
import type { Vm } from '@triton/schemas/vm';
import type { Config } from '../src/config';
import { jobWaker } from '../src/jobs/job-waker';
import { startRunner } from '../src/runner-service';
import { startService } from '../src/service';
import type { VmapiTables } from '../src/tables';
import { cnapiEndpoints } from './cnapi-endpoints';
import { SimulatedCnapi } from './simulated-cnapi';

export const OWNER = '930896af-bf8c-48d4-885c-6573a94b1853';
export const STRANGER = 'c8e2f3a1-0b4d-4e5f-9a6b-7c8d9e0f1a2b';
export const IMAGE = 'aa788e1f-e143-c46e-9417-b4212486c4ae';
export const NETWORK = '6c1b2d3e-4f5a-4b6c-8d7e-9f0a1b2c3d4e';
export const FLEXIBLE = 'c4fa76e0-6178-ec20-b64a-e5567f3d62d5';
export const LARGER = 'e6fa76e0-6178-4c20-b64a-e5567f3d62d7';
export const SMALLER = 'f7fa76e0-6178-4c20-b64a-e5567f3d62d8';
export const INFLEXIBLE = 'd5fa76e0-6178-4c20-b64a-e5567f3d62d6';

const common = {
  version: '1.0.0',
  active: true,
  max_lwps: 4000,
  max_physical_memory: 3840,
  max_swap: 15360,
  zfs_io_priority: 100,
  vcpus: 2,
  brand: 'bhyve',
  v: 1,
  created_at: '2026-01-01T00:00:00.000Z',
  updated_at: '2026-01-01T00:00:00.000Z',
};

/** RFD 154's package for its worked example, a larger and a smaller one, and one that is not flexible. */
export const packages = new Map<string, Package>([
  [FLEXIBLE, { ...common, uuid: FLEXIBLE, name: 'b4-highcpu-bhyve-3.75g', quota: 102400, flexible_disk: true }],
  [LARGER, { ...common, uuid: LARGER, name: 'b4-highcpu-bhyve-7.5g', quota: 204800, flexible_disk: true }],
  [SMALLER, { ...common, uuid: SMALLER, name: 'b4-highcpu-bhyve-1.75g', quota: 51200, flexible_disk: true }],
  [INFLEXIBLE, { ...common, uuid: INFLEXIBLE, name: 'k4-bhyve-3.75g', quota: 102400 }],
]);

const log = createLogger('vmapi', { level: 'fatal' });
const invalid = (message: string, errors: ValidationFailedError['errors']) =>
  new ValidationFailedError(message, errors);

export type World = Awaited<ReturnType<typeof startWorld>>;

/**
 * VMAPI and its runner as they run, on a database of their own and real Redis; CNAPI and PAPI simulated at HTTP. With
 * `callers` it asks who calls; the clients here, which show no credential, must then be believed by `trustLoopback`.
 */
export async function startWorld({ callers }: Pick<Config, 'callers'> = {}) {
  const database = await createTestDatabase();
  const handle = openDatabase<VmapiTables>({ url: database.url, log });
  await migrate(handle.db, 'catalog', catalogMigrations);
  await seedCatalog(handle.db, catalog());
  const cnapi = new SimulatedCnapi();
  const cnapiHttp = await serve('cnapi', cnapiEndpoints, cnapi);
  const papiHttp = await serve('papi', papiEndpoints(), {});
  const config = {
    host: '127.0.0.1',
    port: 0,
    databaseUrl: database.url,
    redisUrl: process.env.REDIS_URL ?? '',
    queuePrefix: `test-${randomUUID()}`,
    cnapiUrl: cnapiHttp.url,
    papiUrl: papiHttp.url,
    concurrency: 8,
    retention: { jobDays: 30, historyDays: 30 },
    auditEveryMs: 600_000,
    ...(callers ? { callers } : {}),
  };
  const service = await startService(config, log, { checkOutput: true });
  let runner: { close(): Promise<void> } | undefined = await startRunner(config, log);
  const queue = openQueue<JobRun>({
    redisUrl: config.redisUrl,
    prefix: config.queuePrefix,
    name: vmWorkflows,
    log,
  });
  const wakeJob = jobWaker(queue, log);
  const runJob = (run: JobRun) => queue.add(`${run.job_uuid}.${randomUUID()}`, run);
  cnapi.wake = (jobUuid, task) => void runJob({ job_uuid: jobUuid, ...(task ? { task } : {}) });
  const vmapi = new VmapiClient({ url: service.url });
  const clients = { cnapi: new CnapiClient({ url: cnapiHttp.url }), papi: new PapiClient({ url: papiHttp.url }) };

  const finished = (jobUuid: string): Promise<Job> => vmapi.waitForJob(jobUuid, { timeoutMs: 20_000 });
  return {
    vmapi,
    cnapi,
    url: service.url,
    /** For another VMAPI on the same stores, and with the same neighbours. */
    config,
    db: handle.db,
    /** What steps use, for tests of workflows. */
    context: { db: handle.db, log, wakeJob, ...clients },
    finished,
    /** Has a job run as CNAPI has it when a task ends. */
    runJob,
    /** A stopped flexible VM of 102400 MiB with an image-sized boot disk and the given data disks (MiB). */
    async newVm(dataDisks: number[] = [], extra: object = {}): Promise<Vm> {
      const { vm_uuid, job_uuid } = await vmapi.createVm({
        owner_uuid: OWNER,
        brand: 'bhyve',
        billing_id: FLEXIBLE,
        networks: [{ ipv4_uuid: NETWORK }],
        disks: [{ image_uuid: IMAGE }, ...dataDisks.map((size) => ({ size }))],
        autoboot: false,
        ...extra,
      });
      const { execution, reason } = await finished(job_uuid);
      if (execution !== 'succeeded') throw new Error(`provisioning ${execution}: ${reason}`);
      return vmapi.getVm(vm_uuid);
    },
    async stopRunner(): Promise<void> {
      await runner?.close();
      runner = undefined;
    },
    /** Redis loses the workflow queue. */
    async forgetQueue(): Promise<void> {
      await forgetQueue({ redisUrl: config.redisUrl, prefix: config.queuePrefix, name: vmWorkflows });
    },
    async startRunner(): Promise<void> {
      runner ??= await startRunner(config, log);
    },
    async close(): Promise<void> {
      vmapi.close();
      clients.cnapi.close();
      clients.papi.close();
      await runner?.close();
      await service.close();
      await queue.close();
      await cnapiHttp.close();
      await papiHttp.close();
      await handle.close();
      await database.drop();
    },
  };
}

function serve<C>(
  name: string,
  endpoints: Parameters<typeof createApp<C>>[0]['endpoints'],
  context: C,
): Promise<Listening> {
  const app = createApp<C>({ name, serverHeader: name, endpoints, context, log, invalid });
  return listen(app, { host: '127.0.0.1', port: 0 });
}

function papiEndpoints() {
  return [
    endpointFor<object>()({
      name: 'GetPackage',
      method: 'get',
      path: '/packages/:uuid',
      status: 200,
      errors: [],
      handle(_context, { params }) {
        const pkg = packages.get(params.uuid);
        if (!pkg) throw new ResourceNotFoundError(`Package ${params.uuid} does not exist`);
        return pkg;
      },
    }),
  ];
}

function catalog(): Parameters<typeof seedCatalog>[1] {
  const account = { email: 'a@example.com', triton_cns_enabled: false };
  return {
    accounts: [
      { id: OWNER, login: 'acme', ...account },
      { id: STRANGER, login: 'globex', ...account },
    ],
    images: [
      {
        id: IMAGE,
        name: 'ubuntu-certified-20.04',
        version: '1.0.0',
        os: 'linux',
        type: 'zvol',
        image_size: 10240,
        requirements: { brand: 'bhyve' },
        owner: OWNER,
        public: true,
        state: 'active',
        published_at: '2026-01-01T00:00:00.000Z',
        tags: {},
      },
    ],
    networks: [
      {
        id: NETWORK,
        name: 'external',
        public: true,
        subnet: '10.88.88.0/24',
        gateway: '10.88.88.1',
        provision_start_ip: '10.88.88.2',
        provision_end_ip: '10.88.88.250',
        nic_tag: 'external',
        vlan_id: 0,
      },
    ],
  };
}
