import { randomUUID } from 'node:crypto';
import { openDatabase } from '@triton/database/open-database';
import { createTestDatabase } from '@triton/database/testing/test-database';
import { createLogger, type Logger } from '@triton/logging/create-logger';
import { computeNode, type JobRun, vmWorkflows } from '@triton/queue/queue-names';
import { startWorker } from '@triton/queue/start-worker';
import { type Config, readConfig } from '../src/config';
import { type Service, startService } from '../src/service';
import type { CnapiTables } from '../src/tables';

/** What tests read out of answers; a member that is not there fails the expectation about it. */
export interface Body extends Record<string, unknown> {
  id: string;
  uuid: string;
  code: string;
  status: string;
  canceled: boolean;
  errors: { field: string; code: string; message: string }[];
  capacities: Record<string, { cpu: number; ram: number; disk: number }>;
  server: { uuid: string };
  unreserved_disk: number;
}

export interface Answer {
  status: number;
  body: Body;
  headers: Headers;
}

/** CNAPI with a database and a queue prefix of its own, and hands to play its neighbours with. */
export interface World {
  log: Logger;
  config: Config;
  service: Service;
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** Registers a compute node that has reported `diskGib` of free pool; answers its uuid. */
  addServer(options?: { diskGib?: number; ramGib?: number; hostname?: string; report?: boolean }): Promise<string>;
  status(serverUuid: string, report?: Record<string, unknown>): Promise<Answer>;
  /** Plays the agent of a node: `handle` gets the ids that come by its queue. */
  listenAs(serverUuid: string, handle: (taskId: string) => Promise<void>): void;
  /** Plays the agent of a node that does all it is told. */
  obey(serverUuid: string, event?: (task: Record<string, unknown>) => { status: string; event: object }): void;
  /** Lets the time of a ticket be over. */
  expire(ticketUuid: string): Promise<void>;
  /** Ends a ticket as a CNAPI does that dies before it has moved the line on. */
  endUnseen(ticketUuid: string): Promise<void>;
  /** The jobs that were woken so far, in order. */
  woken: string[];
  /** The same, with why. */
  runs: JobRun[];
  /** Resolves when the job has been woken `times` times in all. */
  wokenTimes(jobUuid: string, times?: number): Promise<void>;
  /** Another CNAPI process on the same stores. */
  another(overrides?: Partial<Config>): Promise<Service>;
  close(): Promise<void>;
}

const GIB = 1024 ** 3;

export async function startWorld(overrides: Partial<Config> = {}): Promise<World> {
  const log = createLogger('cnapi-test');
  const database = await createTestDatabase();
  const env = { DATABASE_URL: database.url, REDIS_URL: process.env.REDIS_URL, QUEUE_PREFIX: `test-${randomUUID()}` };
  const config = { ...readConfig({ ...env, PORT: '0', SWEEP_EVERY_MS: '50' }), ...overrides };
  const service = await startService(config, log, { checkOutput: true });
  const { db, close: closeDatabase } = openDatabase<CnapiTables>({ url: database.url, log, poolSize: 1 });
  const closers: (() => Promise<void>)[] = [];
  const { redisUrl, queuePrefix: prefix } = config;
  const woken: string[] = [];
  const runs: JobRun[] = [];
  const watchers = new Set<() => void>();

  const workflows = startWorker<JobRun>({
    redisUrl: String(process.env.REDIS_URL),
    prefix,
    name: vmWorkflows,
    concurrency: 1,
    log,
    handle: async (run) => {
      woken.push(run.job_uuid);
      runs.push(run);
      for (const watcher of watchers) watcher();
    },
  });
  closers.push(() => workflows.close());

  async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const init = { method, headers: { 'content-type': 'application/json', ...headers } };
    const answer = await fetch(`${service.url}${path}`, body === undefined ? init : { ...init, body: text });
    const content = await answer.text();
    return { status: answer.status, headers: answer.headers, body: content ? JSON.parse(content) : undefined };
  }

  const world: World = {
    log,
    config,
    service,
    call,
    woken,
    runs,
    async addServer({ diskGib = 1000, ramGib = 256, hostname = 'cn0', report = true } = {}) {
      const uuid = randomUUID();
      const sysinfo = { UUID: uuid, Hostname: hostname, 'Bhyve Capable': true, 'CPU Online Count': 32 };
      await call('POST', `/servers/${uuid}/sysinfo`, { sysinfo: { ...sysinfo, Capabilities: { online_grow: true } } });
      if (report) await world.status(uuid, reportOf(diskGib, ramGib));
      return uuid;
    },
    status: (serverUuid, report = reportOf(1000, 256)) => call('POST', `/servers/${serverUuid}/events/status`, report),
    listenAs(serverUuid, handle) {
      const worker = startWorker<{ task_id: string }>({
        redisUrl,
        prefix,
        name: computeNode(serverUuid),
        concurrency: 8,
        log,
        handle: ({ task_id }) => handle(task_id),
      });
      closers.push(() => worker.close());
    },
    obey(serverUuid, event = ({ vm_uuid }) => ({ status: 'complete', event: { vm: { uuid: vm_uuid } } })) {
      world.listenAs(serverUuid, async (id) => {
        const { status, body } = await call('POST', `/tasks/${id}/start`, {});
        if (status === 200) await call('POST', `/tasks/${id}/finish`, event(body));
      });
    },
    async expire(ticketUuid) {
      await db
        .updateTable('cnapi.tickets')
        .set({ expires_at: new Date(0) })
        .where('uuid', '=', ticketUuid)
        .execute();
    },
    async endUnseen(ticketUuid) {
      await db.updateTable('cnapi.tickets').set({ status: 'finished' }).where('uuid', '=', ticketUuid).execute();
    },
    wokenTimes(jobUuid, times = 1) {
      return new Promise((resolve) => {
        const watcher = (): void => {
          if (woken.filter((uuid) => uuid === jobUuid).length < times) return;
          watchers.delete(watcher);
          resolve();
        };
        watchers.add(watcher);
        watcher();
      });
    },
    async another(more = {}) {
      const started = await startService({ ...config, ...more }, log);
      closers.push(() => started.close());
      return started;
    },
    async close() {
      await Promise.all(closers.map((close) => close()));
      await service.close();
      await closeDatabase();
      await database.drop();
    },
  };
  return world;
}

function reportOf(diskGib: number, ramGib: number): Record<string, unknown> {
  const pool = diskGib * GIB;
  return {
    vms: {},
    diskinfo: { pool_size_bytes: 2 * pool, pool_alloc_bytes: 0, pool_available_bytes: pool },
    meminfo: { total_bytes: ramGib * GIB, availrmem_bytes: ramGib * GIB },
  };
}
