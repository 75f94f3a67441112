import { type Static, Type } from '@sinclair/typebox';
import { type CallersConfig, callersEnv, readCallers } from '@triton/config/callers-env';
import { type ListenerTls, listenerEnv, readListener } from '@triton/config/listener-env';
import { type Neighbours, neighbourEnv, readNeighbours } from '@triton/config/neighbour-env';
import { parseEnv } from '@triton/config/parse-env';
import type { Retention } from './start-cleaner';

const Env = Type.Object({
  HOST: Type.String({ default: '127.0.0.1' }),
  PORT: Type.Integer({ minimum: 0, maximum: 65535, default: 8080 }), // 0: any free port (tests)
  DATABASE_URL: Type.String({ pattern: '^postgres(ql)?://' }),
  REDIS_URL: Type.String({ pattern: '^rediss?://' }),
  QUEUE_PREFIX: Type.String({ default: 'triton' }),
  CNAPI_URL: Type.String({ format: 'uri' }),
  PAPI_URL: Type.String({ format: 'uri' }),
  RUNNER_CONCURRENCY: Type.Integer({ minimum: 1, maximum: 256, default: 16 }), // jobs walked at once by one runner
  JOB_KEEP_DAYS: Type.Integer({ minimum: 1, maximum: 36_500, default: 365 }), // audits read jobs that have ended
  HISTORY_KEEP_DAYS: Type.Integer({ minimum: 1, maximum: 36_500, default: 365 }),
  AUDIT_EVERY_MS: Type.Integer({ minimum: 1_000, default: 600_000 }), // ledger, records and nodes are compared so often
  ...listenerEnv,
  ...callersEnv,
  ...neighbourEnv,
});

export interface Config {
  host: string;
  port: number;
  databaseUrl: string;
  redisUrl: string;
  queuePrefix: string;
  cnapiUrl: string;
  papiUrl: string;
  concurrency: number;
  /** How long the runner keeps what is over. */
  retention: Retention;
  /** From one audit to the next. */
  auditEveryMs: number;
  tls?: ListenerTls;
  callers?: CallersConfig;
  neighbours?: Neighbours;
}

/** Read once, in main.ts; LOG_LEVEL is the logger's own. Nothing but this and runner.ts touches process.env. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const read = parseEnv(Env, env);
  return { ...configOf(read), callers: readCallers(read) };
}

/** Of the runner. It answers /ping and /metrics only, and need not know who may call, wherever it listens. */
export function readRunnerConfig(env: Record<string, string | undefined>): Config {
  return configOf(parseEnv(Env, env));
}

function configOf(read: Static<typeof Env>): Config {
  return {
    host: read.HOST,
    port: read.PORT,
    databaseUrl: read.DATABASE_URL,
    redisUrl: read.REDIS_URL,
    queuePrefix: read.QUEUE_PREFIX,
    cnapiUrl: read.CNAPI_URL,
    papiUrl: read.PAPI_URL,
    concurrency: read.RUNNER_CONCURRENCY,
    retention: { jobDays: read.JOB_KEEP_DAYS, historyDays: read.HISTORY_KEEP_DAYS },
    auditEveryMs: read.AUDIT_EVERY_MS,
    ...readListener(read),
    neighbours: readNeighbours(read),
  };
}
