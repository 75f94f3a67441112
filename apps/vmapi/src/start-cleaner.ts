import type { Kysely } from '@triton/database/kysely';
import type { Logger } from '@triton/logging/create-logger';
import { forgetOldJobs } from './jobs/forget-old-jobs';
import type { VmapiTables } from './tables';
import { forgetOldAnswers } from './vms/forget-old-answers';
import { forgetOldHistory } from './vms/forget-old-history';

const EVERY_MS = 10 * 60_000;

export interface Retention {
  jobDays: number;
  historyDays: number;
}

/** Deletes what is kept for a time only, until it is closed. What fails (the database is away) is done the next time. */
export function startCleaner(
  db: Kysely<VmapiTables>,
  log: Logger,
  { jobDays, historyDays }: Retention,
  everyMs: number = EVERY_MS,
): { close(): Promise<void> } {
  let closed = false;
  const chores: [what: string, forget: () => Promise<number>][] = [
    ['answers', () => forgetOldAnswers(db)],
    ['jobs', () => forgetOldJobs(db, jobDays)],
    ['history', () => forgetOldHistory(db, historyDays)],
  ];
  const clean = async (): Promise<void> => {
    for (const [what, forget] of chores) {
      try {
        while (!closed && (await forget()) > 0);
      } catch (err) {
        log.warn({ err }, `could not delete old ${what}`);
      }
    }
  };
  let cleaning = clean();
  const timer = setInterval(() => {
    cleaning = cleaning.then(clean);
  }, everyMs);
  return {
    close() {
      closed = true;
      clearInterval(timer);
      return cleaning;
    },
  };
}
