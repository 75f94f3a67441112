import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CnapiClient } from '@triton/clients/cnapi-client';
import { ValidationFailedError } from '@triton/errors/validation-failed-error';
import { createApp } from '@triton/http-server/create-app';
import { listen } from '@triton/http-server/listen';
import { Metrics } from '@triton/http-server/metrics';
import type { Logger } from '@triton/logging/create-logger';
import { computeNode } from '@triton/queue/queue-names';
import { startWorker } from '@triton/queue/start-worker';
import { convergeAll } from '@triton/vmadm/converge-all';
import { watchVms } from '@triton/vmadm/watch-vms';
import type { Config } from './config';
import type { Context } from './context';
import { Epochs } from './epochs';
import { Events } from './events';
import { openHost } from './host';
import { Journal } from './journal';
import { KeyedLock } from './keyed-lock';
import { DriftReporter } from './node/drift-reporter';
import { Reporter } from './node/reporter';
import { ping, type Readiness } from './ping';
import { TaskWorker } from './task-worker';
import { ToldVms } from './told-vms';

export interface Service {
  url: string;
  /** Ends the tasks under way, as far as they end in time, and tells CNAPI what it still can. */
  close(): Promise<void>;
}

const PRUNE_EVERY_MS = 10 * 60_000;
const KEEP_JOURNAL_MS = 60 * 60_000;
/** A busy node's own tasks touch VMs all the time; their changes are told by their ends, not from here. */
const WATCH_SETTLE_MS = 1_000;
const CLOSE_TIMEOUT_MS = 5_000;

/** Starts the agent: the composition root, for main.ts and for tests. Answers once the node takes tasks. */
export async function startService(
  config: Config,
  log: Logger,
  options: { processMetrics?: boolean } = {},
): Promise<Service> {
  const { serverUuid, agentDir, vmadmRoot, redisUrl, queuePrefix: prefix } = config;
  const metrics = new Metrics('cn-agent');
  if (options.processMetrics) metrics.collectProcess();
  const { host, close: closeHost } = openHost(config, log);
  const closing = new AbortController();
  const headers = { ...config.neighbours?.headers, 'x-server-uuid': serverUuid };
  const cnapi = new CnapiClient({ url: config.cnapiUrl, ...config.neighbours, headers });
  const journal = new Journal(join(agentDir, 'tasks'));
  const epochs = new Epochs(join(agentDir, 'epochs'));
  const events = new Events(metrics);
  const told = new ToldVms(join(agentDir, 'told'));
  const locks = new KeyedLock();
  const context: Context = { config, log, host, cnapi, journal, epochs, told, locks, events, closing: closing.signal };

  await Promise.all([journal.open(), epochs.open(), told.open()]);
  await mkdir(vmadmRoot, { recursive: true });
  const readiness: Readiness = { ready: false };
  const server = await listen(
    createApp({
      name: 'cn-agent',
      serverHeader: 'Compute Node Agent',
      endpoints: [ping],
      context: readiness,
      log,
      metrics,
      invalid: (message, errors) => new ValidationFailedError(message, errors),
    }),
    config,
  );
  await convergeAll(host);
  const reporter = new Reporter(context);
  await reporter.start();
  const tasks = new TaskWorker(context);
  const worker = startWorker<{ task_id: string }>({
    redisUrl,
    prefix,
    name: computeNode(serverUuid),
    concurrency: config.concurrency,
    log,
    closeTimeoutMs: CLOSE_TIMEOUT_MS,
    handle: ({ task_id }) => tasks.handle(task_id),
  });
  const resumed = tasks.resume();
  const drifts = new DriftReporter(context, resumed);
  const watch = watchVms(host, {
    rescanMs: config.watchEveryMs,
    settleMs: WATCH_SETTLE_MS,
    onEvent(event) {
      if (event.type !== 'ready') reporter.touch();
      drifts.notice(event);
    },
  });
  const pruning = setInterval(() => {
    journal.prune(KEEP_JOURNAL_MS).catch((err: unknown) => log.warn({ err }, 'could not prune the journal'));
  }, PRUNE_EVERY_MS);
  readiness.ready = true;
  log.info({ url: server.url, server_uuid: serverUuid }, 'cn-agent takes tasks');
  return {
    url: server.url,
    async close() {
      readiness.ready = false;
      clearInterval(pruning);
      // What is tried for ever ends now and goes on at the next start; tasks under way end, and are reported once more.
      closing.abort();
      await worker.close();
      await Promise.all([resumed, watch.close(), reporter.close(), server.close()]);
      await drifts.close();
      await journal.close();
      cnapi.close();
      closeHost();
    },
  };
}
