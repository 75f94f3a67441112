import { RemoteError } from '@triton/http-client/remote-error';
import type { Context } from '../context';
import { claimKey } from './claim-key';
import { findAnswer } from './find-answer';
import { releaseKey } from './release-key';
import type { RepeatableRequest } from './repeatable-request';

/**
 * Makes of a request what a neighbour is asked for, and asks. With a key it is made once: a repeat asks for the very same,
 * though the package or the keys that went into it have changed since, and the neighbour knows it for a repeat. When the
 * neighbour refuses, nothing is held to it.
 */
export async function prepareOnce<P extends object, T>(
  { db }: Pick<Context, 'db'>,
  request: RepeatableRequest | undefined,
  prepare: () => Promise<P>,
  ask: (prepared: P) => Promise<T>,
): Promise<T> {
  if (!request) return ask(await prepare());
  const prepared = ((await findAnswer(db, request))?.prepared as P | null | undefined) ?? (await prepareNow());
  try {
    return await ask(prepared);
  } catch (err) {
    if (err instanceof RemoteError && err.status < 500) await releaseKey(db, request);
    throw err;
  }

  async function prepareNow(): Promise<P> {
    const made = await prepare();
    if (await claimKey(db, request as RepeatableRequest, made)) return made;
    // Another one like it was faster.
    return ((await findAnswer(db, request as RepeatableRequest))?.prepared as P | null | undefined) ?? made;
  }
}
