import { totalmem } from 'node:os';
import { type ListenerTls, listenerEnv, readListener } from '@triton/config/listener-env';
import { type Neighbours, neighbourEnv, readNeighbours } from '@triton/config/neighbour-env';
import { parseEnv } from '@triton/config/parse-env';
import { Uuid } from '@triton/schemas/uuid';
import { Type } from '@sinclair/typebox';

const Env = Type.Object({
  HOST: Type.String({ default: '127.0.0.1' }),
  PORT: Type.Integer({ minimum: 0, maximum: 65535, default: 5309, description: 'Of /ping and /metrics only.' }),
  SERVER_UUID: Uuid,
  SERVER_HOSTNAME: Type.String({ minLength: 1, maxLength: 255 }),
  SERVER_MEMORY_MIB: Type.Optional(Type.Integer({ minimum: 1 })),
  CNAPI_URL: Type.String({ format: 'uri' }),
  REDIS_URL: Type.String({ minLength: 1 }),
  QUEUE_PREFIX: Type.String({ default: 'triton' }),
  AGENT_DIR: Type.String({ minLength: 1 }),
  VMADM_ROOT: Type.String({ default: '/etc/zones' }),
  ZFS_SIM_ROOT: Type.Optional(Type.String()),
  ZFS_SIM_DELAY_MS: Type.Integer({ minimum: 0, default: 0 }),
  ONLINE_GROW: Type.Boolean({ default: true }),
  CONCURRENCY: Type.Integer({ minimum: 1, maximum: 256, default: 8 }),
  HEARTBEAT_EVERY_MS: Type.Integer({ minimum: 10, default: 5_000 }),
  STATUS_EVERY_MS: Type.Integer({ minimum: 10, default: 60_000 }),
  WATCH_EVERY_MS: Type.Integer({ minimum: 10, default: 30_000 }),
  ...listenerEnv,
  ...neighbourEnv,
});

export interface Config {
  host: string;
  port: number;
  serverUuid: string;
  hostname: string;
  memoryMib: number;
  cnapiUrl: string;
  redisUrl: string;
  queuePrefix: string;
  /** Where the journal of tasks and the epochs of VMs are. */
  agentDir: string;
  /** Where the zone configuration files are. */
  vmadmRoot: string;
  /** Present: the pool is a simulated one in this directory. */
  simulation: { root: string; delayMs: number } | undefined;
  onlineGrow: boolean;
  concurrency: number;
  heartbeatEveryMs: number;
  statusEveryMs: number;
  /** All VMs are looked at so often for changes made in the pool alone. */
  watchEveryMs: number;
  tls?: ListenerTls;
  neighbours?: Neighbours;
}

/** A simulated node has memory for as many VMs as its simulated pool has room for. */
const SIMULATED_MEMORY_MIB = 4 * 1024 * 1024;

/** Read once, in main.ts. Nothing else in this app touches the environment. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const values = parseEnv(Env, env);
  const root = values.ZFS_SIM_ROOT;
  return {
    host: values.HOST,
    port: values.PORT,
    serverUuid: values.SERVER_UUID.toLowerCase(),
    hostname: values.SERVER_HOSTNAME,
    memoryMib: values.SERVER_MEMORY_MIB ?? (root ? SIMULATED_MEMORY_MIB : Math.floor(totalmem() / 1024 ** 2)),
    cnapiUrl: values.CNAPI_URL,
    redisUrl: values.REDIS_URL,
    queuePrefix: values.QUEUE_PREFIX,
    agentDir: values.AGENT_DIR,
    vmadmRoot: values.VMADM_ROOT,
    simulation: root ? { root, delayMs: values.ZFS_SIM_DELAY_MS } : undefined,
    onlineGrow: values.ONLINE_GROW,
    concurrency: values.CONCURRENCY,
    heartbeatEveryMs: values.HEARTBEAT_EVERY_MS,
    statusEveryMs: values.STATUS_EVERY_MS,
    watchEveryMs: values.WATCH_EVERY_MS,
    ...readListener(values),
    neighbours: readNeighbours(values),
  };
}
