import { ServiceUnavailableError } from '@triton/errors/service-unavailable-error';
import type { IsolationLevel, Kysely, Transaction } from 'kysely';

import { isOutdated } from './prepared-statements';

const SERIALIZATION_FAILURE = '40001';
const DEADLOCK_DETECTED = '40P01';

export interface RetryOptions {
  /** Default: read committed. */
  isolationLevel?: IsolationLevel;
  /** Tries in all; default 8. */
  attempts?: number;
}

/**
 * Runs `fn` in a transaction, and again from its beginning when PostgreSQL ends the transaction in favour of another one
 * (serialisation failure, deadlock) or the schema has changed under it. `fn` must have no effect outside of the
 * transaction, or one that may happen twice.
 * @throws ServiceUnavailableError when it still loses after all attempts
 */
export async function withRetries<DB, T>(
  db: Kysely<DB>,
  fn: (trx: Transaction<DB>) => Promise<T>,
  options: RetryOptions = {},
): Promise<T> {
  const attempts = options.attempts ?? 8;
  for (let attempt = 1; ; attempt++) {
    try {
      const transaction = db.transaction().setIsolationLevel(options.isolationLevel ?? 'read committed');
      return await transaction.execute(fn);
    } catch (err) {
      if (!isConflict(err)) throw err;
      if (attempt === attempts) throw new ServiceUnavailableError('the record is too busy', 1, { cause: err });
      // Losers that come back at the same moment lose again.
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 2 ** attempt));
    }
  }
}

function isConflict(thrown: unknown): boolean {
  const { code } = (thrown ?? {}) as { code?: unknown };
  return code === SERIALIZATION_FAILURE || code === DEADLOCK_DETECTED || isOutdated(thrown);
}
