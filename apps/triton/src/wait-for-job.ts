import { setTimeout as delay } from 'node:timers/promises';
import type { MachineJob } from '@triton/schemas/machine-job';
import type { Session } from './session';

const FIRST_LOOK_MS = 50;
const SLOWEST_LOOK_MS = 1_000;

/** An operation was accepted and then failed; the message is the reason that the compute node or VMAPI gave. */
export class JobFailedError extends Error {
  override name = 'JobFailedError';
}

/**
 * Follows the operation to its end and throws its reason when it fails: a wait that looks at the machine alone would
 * run into its time limit instead. On a terminal a line shows how far it is.
 */
export async function waitForJob(
  session: Session,
  machineId: string,
  jobUuid: string,
  timeoutMs: number,
): Promise<void> {
  const started = Date.now();
  for (let pauseMs = FIRST_LOOK_MS; ; pauseMs = Math.min(pauseMs * 1.5, SLOWEST_LOOK_MS)) {
    const job = await session.cloudapi.getMachineJob(machineId, jobUuid);
    if (job.execution === 'succeeded' || job.execution === 'failed') return endOf(session, job);
    if (Date.now() - started > timeoutMs) {
      throw new JobFailedError(`job ${jobUuid} is still ${job.execution} after ${timeoutMs / 1000} s; it goes on`);
    }
    draw(session, job, started);
    await delay(pauseMs);
  }
}

function endOf(session: Session, job: MachineJob): void {
  erase(session);
  if (job.execution === 'failed') throw new JobFailedError(job.reason ?? `job ${job.uuid} failed`);
}

function draw({ interactive }: Session, job: MachineJob, started: number): void {
  if (!interactive) return;
  const step = job.steps.at(-1)?.name ?? 'queued';
  process.stderr.write(`\r\u001b[K${((Date.now() - started) / 1000).toFixed(1)} s  ${step}`);
}

function erase({ interactive }: Session): void {
  if (interactive) process.stderr.write('\r\u001b[K');
}
