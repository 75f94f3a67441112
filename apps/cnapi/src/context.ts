import type { VmapiClient } from '@triton/clients/vmapi-client';
import type { Kysely } from '@triton/database/kysely';
import type { Logger } from '@triton/logging/create-logger';
import type { Queue } from '@triton/queue/open-queue';
import type { JobRun } from '@triton/queue/queue-names';
import type { Config } from './config';
import type { Events } from './events';
import type { NodeQueues } from './tasks/node-queues';
import type { Signals } from './signals';
import type { CnapiTables } from './tables';

/** What endpoints and sweeps may use. */
export interface Context {
  db: Kysely<CnapiTables>;
  /** VMAPI's workflow queue: where the waiters of tickets and tasks are woken. */
  workflows: Queue<JobRun>;
  nodes: NodeQueues;
  /** Wakes the requests that wait in this process. */
  signals: Signals;
  events: Events;
  vmapi: VmapiClient | undefined;
  config: Config;
  log: Logger;
}
