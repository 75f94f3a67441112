import { type Static, Type } from '@sinclair/typebox';
import { type ListenerTls, listenerEnv, readListener } from '@triton/config/listener-env';
import { type Neighbours, neighbourEnv, readNeighbours } from '@triton/config/neighbour-env';
import { parseEnv } from '@triton/config/parse-env';
import type { ThrottleOptions } from './throttle/throttle';

const Port = Type.Integer({ minimum: 0, maximum: 65535 }); // 0: any free port

const Env = Type.Object({
  HOST: Type.String({ default: '127.0.0.1' }),
  PORT: Type.Integer({ ...Port, default: 8081 }),
  METRICS_PORT: Type.Optional(Port), // of this host only; not set: no metrics
  DATABASE_URL: Type.String({ pattern: '^postgres(ql)?://' }),
  VMAPI_URL: Type.String({ format: 'uri' }),
  PAPI_URL: Type.String({ format: 'uri' }),
  DATACENTER_NAME: Type.String({ default: 'dev', pattern: '^[a-zA-Z0-9][a-zA-Z0-9_.-]*$' }),
  // Requests a second that one account may make for ever, by each process; 0: as many as it likes.
  READS_PER_SECOND: Type.Number({ minimum: 0, default: 5000 }),
  CHANGES_PER_SECOND: Type.Number({ minimum: 0, default: 500 }),
  // How many seconds' worth of them at once.
  BURST_SECONDS: Type.Number({ minimum: 1, default: 10 }),
  LOG_LEVEL: Type.String({ default: 'info' }),
  ...listenerEnv,
  ...neighbourEnv,
});

export interface Config {
  host: string;
  port: number;
  metricsPort: number | undefined;
  databaseUrl: string;
  vmapiUrl: string;
  papiUrl: string;
  datacenterName: string;
  /** What one account may ask of this process, and how much of it at once. */
  throttle: ThrottleOptions;
  logLevel: string;
  tls?: ListenerTls;
  neighbours?: Neighbours;
}

/** Read once, in main.ts. Nothing else in this app touches process.env. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const read: Static<typeof Env> = parseEnv(Env, env);
  return {
    host: read.HOST,
    port: read.PORT,
    metricsPort: read.METRICS_PORT,
    databaseUrl: read.DATABASE_URL,
    vmapiUrl: read.VMAPI_URL,
    papiUrl: read.PAPI_URL,
    datacenterName: read.DATACENTER_NAME,
    throttle: {
      perSecond: { read: read.READS_PER_SECOND, change: read.CHANGES_PER_SECOND },
      burstSeconds: read.BURST_SECONDS,
    },
    logLevel: read.LOG_LEVEL,
    ...readListener(read),
    neighbours: readNeighbours(read),
  };
}
