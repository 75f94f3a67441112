import { hostname } from 'node:os';
import { catalogMigrations } from '@triton/catalog/catalog-migrations';
import { CnapiClient } from '@triton/clients/cnapi-client';
import { PapiClient } from '@triton/clients/papi-client';
import { migrate } from '@triton/database/migrate';
import { openDatabase } from '@triton/database/open-database';
import { ValidationFailedError } from '@triton/errors/validation-failed-error';
import { createApp } from '@triton/http-server/create-app';
import { listen } from '@triton/http-server/listen';
import { Metrics } from '@triton/http-server/metrics';
import type { Logger } from '@triton/logging/create-logger';
import { openQueue } from '@triton/queue/open-queue';
import { type JobRun, vmWorkflows as queueName } from '@triton/queue/queue-names';
import { startWorker } from '@triton/queue/start-worker';
import { runWorkflow } from '@triton/workflow/run-workflow';
import { startSweeper } from '@triton/workflow/start-sweeper';
import { vmapiMigrations } from '../migrations/migrations';
import { startAuditor } from './audit/start-auditor';
import type { Config } from './config';
import type { Context } from './context';
import { contextForRequest } from './context-for-request';
import { ping } from './endpoints/ping';
import { JobJournal } from './jobs/job-journal';
import { jobSweeper } from './jobs/job-sweeper';
import { jobWaker } from './jobs/job-waker';
import { readAhead } from './jobs/read-ahead';
import { startCleaner } from './start-cleaner';
import type { VmapiTables } from './tables';
import { vmWorkflows } from './workflows/vm-workflows';

/** The workflow runner: takes job uuids from the queue and walks their workflows. Any number of them may run at once. */
export async function startRunner(config: Config, log: Logger): Promise<{ url: string; close(): Promise<void> }> {
  const database = openDatabase<VmapiTables>({ url: config.databaseUrl, log, poolSize: config.concurrency + 2 });
  await migrate(database.db, 'catalog', catalogMigrations);
  await migrate(database.db, 'vmapi', vmapiMigrations);
  const redis = { redisUrl: config.redisUrl, prefix: config.queuePrefix, name: queueName, log };
  const queue = openQueue<JobRun>(redis);
  const cnapi = new CnapiClient({ url: config.cnapiUrl, log, ...config.neighbours });
  const papi = new PapiClient({ url: config.papiUrl, log, ...config.neighbours });
  const wakeJob = jobWaker(queue, log);
  const forRequest = contextForRequest(cnapi);
  const context: Context = { db: database.db, cnapi, papi, log, wakeJob };
  const journal = new JobJournal(database.db);
  const holder = `${hostname()}/${process.pid}`;

  const worker = startWorker<JobRun>({
    ...redis,
    concurrency: config.concurrency,
    async handle({ job_uuid: jobUuid, task }) {
      await runWorkflow({
        workflows: vmWorkflows,
        journal,
        context: task ? { ...context, ended: readAhead(cnapi, task) } : context,
        forRequest,
        jobUuid,
        holder,
        queueRun: wakeJob,
        log,
      });
    },
  });
  const sweeper = startSweeper({ journal, queueRun: jobSweeper(queue, log), log });
  const cleaner = startCleaner(database.db, log, config.retention);
  const metrics = new Metrics('vmapi-runner');
  const auditor = startAuditor(context, { everyMs: config.auditEveryMs, metrics });
  const app = createApp<Context>({
    name: 'vmapi-runner',
    serverHeader: 'VMAPI/1.0.0',
    endpoints: [ping],
    context,
    log,
    metrics,
    invalid: (message, errors) => new ValidationFailedError(message, errors),
  });
  const listening = await listen(app, config);
  return {
    url: listening.url,
    async close() {
      await sweeper.close();
      await cleaner.close();
      await auditor.close();
      await worker.close();
      const left = await journal.handOver(holder).catch(() => 0); // or their leases run out
      if (left > 0) log.info({ jobs: left }, 'jobs under way are handed over');
      await listening.close();
      await queue.close();
      cnapi.close();
      papi.close();
      await database.close();
    },
  };
}
