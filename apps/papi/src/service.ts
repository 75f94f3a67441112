import { migrate } from '@triton/database/migrate';
import { InvalidArgumentError } from '@triton/errors/invalid-argument-error';
import { callerGate } from '@triton/http-server/callers/caller-gate';
import { createApp } from '@triton/http-server/create-app';
import { listen } from '@triton/http-server/listen';
import type { Logger } from '@triton/logging/create-logger';
import { packages } from '../migrations/0001-packages';
import { callerRules } from './caller-rules';
import type { Config } from './config';
import { createContext } from './context';
import { endpoints } from './endpoints';

/** Every route answers the oldest; clients look for at least 7.2.0 in `Api-Version`. */
const VERSIONS = ['7.0.0', '7.2.5'];

export interface Service {
  url: string;
  close(): Promise<void>;
}

/** Starts PAPI; it answers once its tables are there. */
export async function startService(config: Config, log: Logger): Promise<Service> {
  const context = createContext(config, log);
  try {
    await migrate(context.database.db, 'papi', [packages]);
    const gate = callerGate({ ...config.callers, rules: callerRules, endpoints, log });
    const app = createApp({
      name: 'papi',
      serverHeader: `SDC Package API ${VERSIONS.at(-1)}`,
      versions: VERSIONS,
      endpoints,
      context,
      log,
      invalid: (message, errors) => new InvalidArgumentError(message, errors),
      ...gate.options,
    });
    const { url, close } = await listen(app, config);
    return {
      url,
      async close() {
        await close();
        gate.close();
        await context.database.close();
      },
    };
  } catch (err) {
    await context.database.close();
    throw err;
  }
}
