import { Type } from '@sinclair/typebox';
import { type CallersConfig, callersEnv, readCallers } from '@triton/config/callers-env';
import { type ListenerTls, listenerEnv, readListener } from '@triton/config/listener-env';
import { parseEnv } from '@triton/config/parse-env';

const Env = Type.Object({
  HOST: Type.String({ default: '127.0.0.1' }),
  PORT: Type.Integer({ minimum: 0, maximum: 65535 }), // 0: any free port
  DATABASE_URL: Type.String({ minLength: 1 }),
  IGNORE_CPU_CAP: Type.Boolean({ default: false }), // packages need not have cpu_cap
  ...listenerEnv,
  ...callersEnv,
});

export interface Config {
  host: string;
  port: number;
  databaseUrl: string;
  ignoreCpuCap: boolean;
  tls?: ListenerTls;
  callers?: CallersConfig;
}

/** Read once, in main.ts. Nothing else in this app touches the environment. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const values = parseEnv(Env, env);
  return {
    host: values.HOST,
    port: values.PORT,
    databaseUrl: values.DATABASE_URL,
    ignoreCpuCap: values.IGNORE_CPU_CAP,
    ...readListener(values),
    callers: readCallers(values),
  };
}
