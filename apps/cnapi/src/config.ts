import { type CallersConfig, callersEnv, readCallers } from '@triton/config/callers-env';
import { type ListenerTls, listenerEnv, readListener } from '@triton/config/listener-env';
import { type Neighbours, neighbourEnv, readNeighbours } from '@triton/config/neighbour-env';
import { parseEnv } from '@triton/config/parse-env';
import { Type } from '@sinclair/typebox';

const Env = Type.Object({
  HOST: Type.String({ default: '127.0.0.1' }),
  PORT: Type.Integer({ minimum: 0, maximum: 65535, default: 8082, description: '0: any free port.' }),
  DATABASE_URL: Type.String({ minLength: 1 }),
  REDIS_URL: Type.String({ minLength: 1 }),
  VMAPI_URL: Type.Optional(Type.String({ format: 'uri' })),
  QUEUE_PREFIX: Type.String({ default: 'triton' }),
  DATACENTER_NAME: Type.String({ default: 'dev' }),
  DATABASE_POOL_SIZE: Type.Integer({ minimum: 1, maximum: 200, default: 10 }),
  HEARTBEAT_LIFETIME_MS: Type.Integer({ minimum: 100, default: 11_000 }),
  LOAD_TIMEOUT_MS: Type.Integer({ minimum: 100, maximum: 60_000, default: 10_000 }),
  SWEEP_EVERY_MS: Type.Integer({ minimum: 10, default: 1_000 }),
  REQUEUE_AFTER_MS: Type.Integer({ minimum: 100, default: 5_000 }),
  KEEP_DAYS: Type.Integer({ minimum: 1, maximum: 3650, default: 30 }),
  ...listenerEnv,
  ...callersEnv,
  ...neighbourEnv,
});

export interface Config {
  host: string;
  port: number;
  databaseUrl: string;
  redisUrl: string;
  /** Where reports of compute nodes about their VMs go; without it they are put off. */
  vmapiUrl: string | undefined;
  queuePrefix: string;
  datacenter: string;
  databasePoolSize: number;
  /** A server whose last sign of life is older counts as not running. */
  heartbeatLifetimeMs: number;
  /** How long GET of a VM waits for its node. */
  loadTimeoutMs: number;
  sweepEveryMs: number;
  /** An unfinished task that was last queued so long ago is queued again. */
  requeueAfterMs: number;
  /** Ended tasks and tickets are deleted after so many days. */
  keepDays: number;
  tls?: ListenerTls;
  callers?: CallersConfig;
  neighbours?: Neighbours;
}

/** Read once, in main.ts. Nothing else in this app touches the environment. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const values = parseEnv(Env, env);
  return {
    host: values.HOST,
    port: values.PORT,
    databaseUrl: values.DATABASE_URL,
    redisUrl: values.REDIS_URL,
    vmapiUrl: values.VMAPI_URL,
    queuePrefix: values.QUEUE_PREFIX,
    datacenter: values.DATACENTER_NAME,
    databasePoolSize: values.DATABASE_POOL_SIZE,
    heartbeatLifetimeMs: values.HEARTBEAT_LIFETIME_MS,
    loadTimeoutMs: values.LOAD_TIMEOUT_MS,
    sweepEveryMs: values.SWEEP_EVERY_MS,
    requeueAfterMs: values.REQUEUE_AFTER_MS,
    keepDays: values.KEEP_DAYS,
    ...readListener(values),
    callers: readCallers(values),
    neighbours: readNeighbours(values),
  };
}
