import { VmapiClient } from '@triton/clients/vmapi-client';
import { migrate } from '@triton/database/migrate';
import { openDatabase } from '@triton/database/open-database';
import { ValidationFailedError } from '@triton/errors/validation-failed-error';
import { callerGate } from '@triton/http-server/callers/caller-gate';
import { createApp } from '@triton/http-server/create-app';
import { listen } from '@triton/http-server/listen';
import { Metrics } from '@triton/http-server/metrics';
import type { Logger } from '@triton/logging/create-logger';
import { openQueue } from '@triton/queue/open-queue';
import { computeNode, type JobRun, vmWorkflows } from '@triton/queue/queue-names';
import { cnapiMigrations } from '../migrations/migrations';
import { callerRules } from './caller-rules';
import type { Config } from './config';
import type { Context } from './context';
import { endpoints } from './endpoints';
import { Events } from './events';
import { Signals } from './signals';
import { startSweeper } from './sweeper';
import type { CnapiTables } from './tables';
import { NodeQueues } from './tasks/node-queues';

export interface Service {
  url: string;
  /** Ends requests and sweeps under way, then lets go of the stores. */
  close(): Promise<void>;
}

/** Starts CNAPI: the composition root, for main.ts and for tests. `checkOutput` holds answers to their schemas. */
export async function startService(
  config: Config,
  log: Logger,
  options: { checkOutput?: boolean; processMetrics?: boolean } = {},
): Promise<Service> {
  const { databaseUrl: url, databasePoolSize: poolSize, redisUrl, queuePrefix: prefix } = config;
  const { db, close: closeDatabase } = openDatabase<CnapiTables>({ url, log, poolSize });
  const metrics = new Metrics('cnapi');
  if (options.processMetrics) metrics.collectProcess();
  const open = <T>(name: string) => openQueue<T>({ redisUrl, prefix, name, log });
  const workflows = open<JobRun>(vmWorkflows);
  const nodes = new NodeQueues((serverUuid) => open(computeNode(serverUuid)));
  const vmapi =
    config.vmapiUrl === undefined ? undefined : new VmapiClient({ url: config.vmapiUrl, log, ...config.neighbours });
  const closeStores = () => Promise.all([vmapi?.close(), workflows.close(), nodes.close(), closeDatabase()]);
  try {
    await migrate(db, 'cnapi', cnapiMigrations);
    const events = new Events(metrics);
    const context: Context = { db, workflows, nodes, signals: new Signals(), events, vmapi, config, log };
    const gate = callerGate({ ...config.callers, rules: callerRules, endpoints, log });
    const app = createApp({
      name: 'cnapi',
      serverHeader: 'CNAPI/1.0.0',
      endpoints,
      context,
      forRequest: (asked, reqId) => ({
        ...asked,
        vmapi: asked.vmapi?.forRequest(reqId),
        log: asked.log.child({ req_id: reqId }),
      }),
      log,
      metrics,
      invalid: (message, errors) => new ValidationFailedError(message, errors),
      checkOutput: options.checkOutput ?? false,
      ...gate.options,
    });
    const server = await listen(app, config);
    const sweeper = startSweeper(context);
    log.info({ url: server.url }, 'cnapi is listening');
    return {
      url: server.url,
      async close() {
        await Promise.all([server.close(), sweeper.close()]);
        gate.close();
        await closeStores();
      },
    };
  } catch (err) {
    await closeStores();
    throw err;
  }
}
