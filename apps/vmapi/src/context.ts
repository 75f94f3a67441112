import type { CnapiClient } from '@triton/clients/cnapi-client';
import type { PapiClient } from '@triton/clients/papi-client';
import type { Kysely } from '@triton/database/kysely';
import type { Logger } from '@triton/logging/create-logger';
import type { TaskAhead } from './jobs/read-ahead';
import type { VmapiTables } from './tables';

/** The part of CNAPI that VMAPI uses. */
export type Cnapi = Pick<
  CnapiClient,
  | 'allocate'
  | 'cancelCommand'
  | 'capacity'
  | 'createTicket'
  | 'getServer'
  | 'getTask'
  | 'getTicket'
  | 'loadVm'
  | 'releaseAllocation'
  | 'releaseTicket'
  | 'reserve'
  | 'vmCreate'
  | 'vmCreateSnapshot'
  | 'vmDeleteSnapshot'
  | 'vmDestroy'
  | 'vmKill'
  | 'vmReboot'
  | 'vmReprovision'
  | 'vmRollbackSnapshot'
  | 'vmStart'
  | 'vmStop'
  | 'vmUpdate'
>;

/** What VMAPI's handlers and steps may use. Made in service.ts and runner-service.ts, and for each request anew. */
export interface Context {
  db: Kysely<VmapiTables>;
  cnapi: Cnapi;
  papi: PapiClient;
  log: Logger;
  /** In a run that the end of a task has woken: that task. */
  ended?: TaskAhead;
  /** Puts a job on the queue. Never throws: what the queue does not take, the sweeper brings. */
  wakeJob(jobUuid: string, delayMs?: number): Promise<void>;
}
