import { catalogMigrations } from '@triton/catalog/catalog-migrations';
import { CnapiClient } from '@triton/clients/cnapi-client';
import { PapiClient } from '@triton/clients/papi-client';
import { migrate } from '@triton/database/migrate';
import { openDatabase } from '@triton/database/open-database';
import { ValidationFailedError } from '@triton/errors/validation-failed-error';
import { callerGate } from '@triton/http-server/callers/caller-gate';
import { createApp } from '@triton/http-server/create-app';
import { listen } from '@triton/http-server/listen';
import type { Logger } from '@triton/logging/create-logger';
import { openQueue } from '@triton/queue/open-queue';
import { type JobRun, vmWorkflows } from '@triton/queue/queue-names';
import { vmapiMigrations } from '../migrations/migrations';
import { callerRules } from './caller-rules';
import type { Config } from './config';
import type { Context } from './context';
import { contextForRequest } from './context-for-request';
import { endpoints } from './endpoints';
import { jobWaker } from './jobs/job-waker';
import type { VmapiTables } from './tables';

/** VMAPI's HTTP side. It promises; the runner, a process of its own, keeps the promises. */
export async function startService(
  config: Config,
  log: Logger,
  { checkOutput = false }: { checkOutput?: boolean } = {},
): Promise<{ url: string; close(): Promise<void> }> {
  const database = openDatabase<VmapiTables>({ url: config.databaseUrl, log });
  await migrate(database.db, 'catalog', catalogMigrations);
  await migrate(database.db, 'vmapi', vmapiMigrations);
  const queue = openQueue<JobRun>({
    redisUrl: config.redisUrl,
    prefix: config.queuePrefix,
    name: vmWorkflows,
    log,
  });
  const cnapi = new CnapiClient({ url: config.cnapiUrl, log, ...config.neighbours });
  const papi = new PapiClient({ url: config.papiUrl, log, ...config.neighbours });
  const context: Context = { db: database.db, cnapi, papi, log, wakeJob: jobWaker(queue, log) };
  const gate = callerGate({ ...config.callers, rules: callerRules, endpoints, log });
  const app = createApp({
    name: 'vmapi',
    serverHeader: 'VMAPI/1.0.0',
    endpoints,
    context,
    forRequest: contextForRequest(cnapi),
    log,
    invalid: (message, errors) => new ValidationFailedError(message, errors),
    // A compute node's bulk report is larger than any request of a client.
    maxBodyBytes: 1_000_000,
    checkOutput,
    ...gate.options,
  });
  const listening = await listen(app, config);
  return {
    url: listening.url,
    async close() {
      await listening.close();
      gate.close();
      await queue.close();
      cnapi.close();
      papi.close();
      await database.close();
    },
  };
}
