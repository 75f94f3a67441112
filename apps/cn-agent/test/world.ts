import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import { ServiceUnavailableError } from '@triton/errors/service-unavailable-error';
import { TaskCanceledError } from '@triton/errors/task-canceled-error';
import { ValidationFailedError } from '@triton/errors/validation-failed-error';
import { createApp } from '@triton/http-server/create-app';
import { endpointFor } from '@triton/http-server/endpoint';
import { listen } from '@triton/http-server/listen';
import { createLogger } from '@triton/logging/create-logger';
import { openQueue } from '@triton/queue/open-queue';
import { computeNode } from '@triton/queue/queue-names';
import type { Task } from '@triton/schemas/task';
import { createPool } from '@triton/zfs/simulated/create-pool';
import { SimulatedZfsHost } from '@triton/zfs/simulated-zfs-host';
import { Zfs } from '@triton/zfs/zfs';
import { Type } from '@sinclair/typebox';
import { type Config, readConfig } from '../src/config';
import { type Service, startService } from '../src/service';

export const IMAGE = 'd4c79fef-da87-48e6-8178-f2357b43c293';
const GIB = 1024 ** 3;
const log = createLogger('cn-agent-test');
const endpoint = endpointFor<CnapiStandIn>();
const AnyObject = Type.Object({});

/** CNAPI as an agent sees it, with a memory of all it was told and a switch for its moods. */
export class CnapiStandIn {
  readonly tasks = new Map<string, Task>();
  readonly told: { what: string; id: string; body: Record<string, unknown> }[] = [];
  /** Answers the error to give, if any. */
  mood: (what: string) => Error | undefined = () => undefined;
  #watchers = new Set<() => void>();

  tell(what: string, id: string, body: object): void {
    const error = this.mood(what);
    this.told.push({ what: error ? `${what} refused` : what, id, body: body as Record<string, unknown> });
    for (const watcher of this.#watchers) watcher();
    if (error) throw error;
  }

  saidOf(what: string, id: string): Record<string, unknown>[] {
    return this.told.filter((one) => one.what === what && one.id === id).map(({ body }) => body);
  }

  /** Resolves with what was said of `id` once that has happened `times` times. */
  async heard(what: string, id: string, times = 1): Promise<Record<string, unknown>[]> {
    await new Promise<void>((resolve) => {
      const watcher = (): void => {
        if (this.saidOf(what, id).length < times) return;
        this.#watchers.delete(watcher);
        resolve();
      };
      this.#watchers.add(watcher);
      watcher();
    });
    return this.saidOf(what, id);
  }
}

const told = (name: string, path: string, what: string) =>
  endpoint({
    name,
    method: 'post',
    path: `/servers/:uuid/${path}`,
    input: AnyObject,
    maxBodyBytes: 10_000_000,
    status: 204,
    errors: [],
    handle: (cnapi, { params, input }) => cnapi.tell(what, params.uuid ?? '', input),
  });

const endpoints = [
  told('Sysinfo', 'sysinfo', 'sysinfo'),
  told('Heartbeat', 'events/heartbeat', 'heartbeat'),
  told('Status', 'events/status', 'status'),
  endpoint({
    name: 'VmReport',
    method: 'post',
    path: '/servers/:uuid/vms/:vm_uuid/report',
    input: AnyObject,
    maxBodyBytes: 10_000_000,
    status: 200,
    errors: [],
    handle(cnapi, { params, input }) {
      cnapi.tell('report', params.vm_uuid, input);
      return { known: true };
    },
  }),
  endpoint({
    name: 'TaskStart',
    method: 'post',
    path: '/tasks/:id/start',
    input: AnyObject,
    status: 200,
    errors: [],
    handle(cnapi, { params }) {
      cnapi.tell('start', params.id, {});
      const task = cnapi.tasks.get(params.id);
      if (!task) throw new ResourceNotFoundError('no such task');
      if (task.status === 'canceled') throw new TaskCanceledError('canceled');
      return task;
    },
  }),
  endpoint({
    name: 'TaskFinish',
    method: 'post',
    path: '/tasks/:id/finish',
    input: AnyObject,
    maxBodyBytes: 10_000_000,
    status: 204,
    errors: [],
    handle(cnapi, { params, input }) {
      cnapi.tell('finish', params.id, input);
      const task = cnapi.tasks.get(params.id);
      if (task?.status === 'active') cnapi.tasks.set(params.id, { ...task, status: 'complete' });
    },
  }),
];

export interface World {
  cnapi: CnapiStandIn;
  config: Config;
  zfs: Zfs;
  /** Records a task and puts its id on the node's queue. */
  send(task: string, vmUuid: string, params?: object, more?: Partial<Task>): Promise<string>;
  /** The same, and what the agent reported of it. */
  ask(task: string, vmUuid: string, params?: object, more?: Partial<Task>): Promise<Outcome>;
  deliver(id: string): Promise<void>;
  start(overrides?: Partial<Config>): Promise<Service>;
  close(): Promise<void>;
}

export interface Outcome {
  id: string;
  status: string;
  event: {
    vm?: { uuid: string; state: string; alias?: string; disks: { size: number; path: string }[] };
    error?: { message: string; code: string };
  };
}

export const unavailable = new ServiceUnavailableError('restarting', 1);

/** A compute node in a directory of its own, without its agent. */
export async function makeWorld(): Promise<World> {
  const directory = await mkdtemp(join(tmpdir(), 'cn-agent-'));
  const root = join(directory, 'pool');
  await createPool({ root, name: 'zones', sizeBytes: 2048 * GIB, durable: false });
  const zfsHost = new SimulatedZfsHost({ root, durable: false });
  const zfs = new Zfs(zfsHost);
  await zfs.createVolume(`zones/${IMAGE}`, { volsize: 10 * GIB, sparse: true });
  await zfs.snapshot(`zones/${IMAGE}@final`);

  const cnapi = new CnapiStandIn();
  const invalid = (message: string) => new ValidationFailedError(message);
  const app = createApp({ name: 'cnapi', serverHeader: 'CNAPI', endpoints, context: cnapi, log, invalid });
  const server = await listen(app, { host: '127.0.0.1', port: 0, drainMs: 100 });
  const serverUuid = randomUUID();
  const config = readConfig({
    PORT: '0',
    SERVER_UUID: serverUuid,
    SERVER_HOSTNAME: 'cn0',
    CNAPI_URL: server.url,
    REDIS_URL: process.env.REDIS_URL,
    QUEUE_PREFIX: `test-${randomUUID()}`,
    AGENT_DIR: join(directory, 'agent'),
    VMADM_ROOT: join(directory, 'zones'),
    ZFS_SIM_ROOT: root,
  });
  const { redisUrl, queuePrefix: prefix } = config;
  const queue = openQueue<{ task_id: string }>({ redisUrl, prefix, name: computeNode(serverUuid), log });
  const agents: Service[] = [];

  const world: World = {
    cnapi,
    config,
    zfs,
    async send(task, vmUuid, params = {}, more = {}) {
      const id = more.id ?? randomUUID();
      cnapi.tasks.set(id, {
        id,
        server_uuid: serverUuid,
        vm_uuid: vmUuid,
        task,
        params: { ...params, uuid: vmUuid, server_uuid: serverUuid },
        epoch: 1,
        status: 'active',
        started: true,
        req_id: randomUUID(),
        timestamp: new Date().toISOString(),
        history: [],
        ...more,
      });
      await world.deliver(id);
      return id;
    },
    async ask(task, vmUuid, params, more) {
      const id = await world.send(task, vmUuid, params, more);
      const [outcome] = await cnapi.heard('finish', id);
      return { id, ...outcome } as Outcome;
    },
    deliver: (id) => queue.add(randomUUID(), { task_id: id }),
    async start(overrides = {}) {
      const agent = await startService({ ...config, ...overrides }, log);
      agents.push(agent);
      return agent;
    },
    async close() {
      await Promise.all(agents.map((agent) => agent.close()));
      await Promise.all([queue.close(), server.close()]);
      zfsHost.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
  return world;
}

/** A flexible disk instance of 20 GiB with a boot disk of 10. */
export function payload(more: object = {}): object {
  return {
    brand: 'bhyve',
    alias: 'web0',
    owner_uuid: '930896af-bf8c-48d4-885c-6573a94b1853',
    ram: 1024,
    vcpus: 1,
    quota: 1,
    flexible_disk_size: 20480,
    autoboot: false,
    disks: [{ boot: true, image_uuid: IMAGE, size: 10240, model: 'virtio' }],
    ...more,
  };
}
