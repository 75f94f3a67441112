import type { Kysely } from '@triton/database/kysely';
import type { Logger } from '@triton/logging/create-logger';
import type { VmapiTables } from './tables';
import { forgetOldAnswers } from './vms/forget-old-answers';

const EVERY_MS = 10 * 60_000;

/** Deletes what is kept for a time only, until it is closed. What fails (the database is away) is done the next time. */
export function startCleaner(
  db: Kysely<VmapiTables>,
  log: Logger,
  everyMs: number = EVERY_MS,
): { close(): Promise<void> } {
  let closed = false;
  const clean = async (): Promise<void> => {
    try {
      while (!closed && (await forgetOldAnswers(db)) > 0);
    } catch (err) {
      log.warn({ err }, 'could not delete old answers');
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
