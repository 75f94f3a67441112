import { Type } from '@sinclair/typebox';
import { parseEnv } from '@triton/config/parse-env';

const Env = Type.Object({
  HOST: Type.String({ default: '127.0.0.1' }),
  PORT: Type.Integer({ minimum: 0, maximum: 65535 }), // 0: any free port
  DATABASE_URL: Type.String({ minLength: 1 }),
  IGNORE_CPU_CAP: Type.Boolean({ default: false }), // packages need not have cpu_cap
});

export interface Config {
  host: string;
  port: number;
  databaseUrl: string;
  ignoreCpuCap: boolean;
}

/** Read once, in main.ts. Nothing else in this app touches the environment. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const { HOST, PORT, DATABASE_URL, IGNORE_CPU_CAP } = parseEnv(Env, env);
  return { host: HOST, port: PORT, databaseUrl: DATABASE_URL, ignoreCpuCap: IGNORE_CPU_CAP };
}
