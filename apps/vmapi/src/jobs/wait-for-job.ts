import { setTimeout as delay } from 'node:timers/promises';
import type { Kysely } from '@triton/database/kysely';
import type { JobRow, VmapiTables } from '../tables';
import { findJob } from './job-table';

/** The runner that ends the job is another process, so waiting is looking again. */
const LOOK_AGAIN_MS = 100;

/** The job once it has ended, or as it stands after `timeoutMs` or when `signal` aborts. Undefined: there is no such job. */
export async function waitForJob(
  db: Kysely<VmapiTables>,
  uuid: string,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<JobRow | undefined> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const job = await findJob(db, uuid);
    if (!job || job.finished_at || signal.aborted || Date.now() >= deadline) return job;
    await delay(LOOK_AGAIN_MS, undefined, { signal }).catch(() => undefined);
  }
}
