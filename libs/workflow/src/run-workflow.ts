import { randomUUID } from 'node:crypto';

import type { Logger } from '@triton/logging/create-logger';

import type { Journal, Lease } from './journal';
import { LeaseLostError } from './lease-lost-error';
import { Run } from './run';
import type { Outcome } from './run';
import type { WorkflowRegistry } from './workflow-registry';

export interface RunOptions<C, J> {
  workflows: WorkflowRegistry<C, J>;
  journal: Journal<J>;
  context: C;
  /** `context` for the request that made the job (a job of no request: for itself). Default: `context` itself. */
  forRequest?(context: C, reqId: string): C;
  jobUuid: string;
  /** Who runs it, for operators: host and process. */
  holder: string;
  /** Default 4 s. A killed runner's job lies still for this long. */
  leaseMs?: number;
  /**
   * Queues another run of the job for later, when a step is to be tried again soon. Without it the sweeper does, a little
   * later. It must not fail; what it loses the sweeper finds.
   */
  queueRun?(jobUuid: string, delayMs: number): Promise<void>;
  log?: Logger;
  /** Milliseconds since 1970. */
  clock?(): number;
}

const LEASE_MS = 4_000;

/**
 * Runs a job as far as it goes now.
 *
 * The theory. A job is a walk along a list of steps, and its journal knows how far it got. A step's effect and the line that
 * tells of it cannot happen at once, so after a crash the step at work runs again; hence every step may run twice. Nor can
 * anyone tell a dead runner from a slow one; hence a job has a lease, whoever finds it run out takes the job over, and the
 * journal refuses the writes of the one before. A slow runner may then still finish the step it is in, while the new one
 * runs the same: that is again a step that runs twice.
 *
 * A step that fails for good, or for too long, turns the walk around: it and all before it are undone, last first. An undo
 * that fails for good leaves the job stuck, for an operator to see; it is never dropped.
 *
 * One write a step: the end of one is the start of the next, and the end of the last is the end of the job. A
 * repeatable step needs none.
 *
 * It rejects only when the journal cannot be written or read. The lease then runs out, and the sweeper brings the job back.
 */
export async function runWorkflow<C, J>(options: RunOptions<C, J>): Promise<Outcome> {
  const { journal, jobUuid, holder, leaseMs = LEASE_MS, clock = Date.now, log } = options;
  const lease: Lease = { jobUuid, token: `${holder}/${randomUUID()}`, leaseMs };
  const claim = await journal.claim(lease);
  if (claim.outcome === 'held' || claim.outcome === 'missing') return 'lost-lease';
  if (claim.outcome !== 'claimed') return claim.outcome;
  const renewal = setInterval(() => {
    // Losing it shows at the next write, so nothing is to be done here.
    journal.renew(lease).catch((err: unknown) => log?.warn({ err, job_uuid: jobUuid }, 'could not renew the lease'));
  }, leaseMs / 3);
  const reqId = claim.reqId ?? jobUuid;
  const context = options.forRequest?.(options.context, reqId) ?? options.context;
  const runLog = log?.child({ job_uuid: jobUuid, req_id: reqId });
  const run = new Run({ ...options, context, claim, lease, clock, log: runLog });
  try {
    return await run.toEnd();
  } catch (err) {
    if (!(err instanceof LeaseLostError)) throw err;
    log?.warn({ job_uuid: jobUuid }, 'another runner has taken the job over');
    return 'lost-lease';
  } finally {
    clearInterval(renewal);
  }
}
