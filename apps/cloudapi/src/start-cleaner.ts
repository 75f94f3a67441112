import type { Kysely } from '@triton/database/kysely';
import type { Logger } from '@triton/logging/create-logger';
import { forgetOldAnswers } from './idempotency/forget-old-answers';
import { forgetOldSignatures } from './replay/forget-old-signatures';
import type { CloudapiTables } from './tables';

const EVERY_MS = 60_000;

/** Deletes what is kept for a time only, until it is closed. What fails (the database is away) is done the next time. */
export function startCleaner(
  db: Kysely<CloudapiTables>,
  log: Logger,
  everyMs: number = EVERY_MS,
): { close(): Promise<void> } {
  let closed = false;
  const clean = async (): Promise<void> => {
    try {
      for (const forget of [forgetOldSignatures, forgetOldAnswers]) {
        while (!closed && (await forget(db)) > 0);
      }
    } catch (err) {
      log.warn({ err }, 'could not delete old signatures and answers');
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
