import { setTimeout as delay } from 'node:timers/promises';
import { RemoteError } from '@triton/http-client/remote-error';
import type { Answers } from './answers';

const PAUSE_MS = 150;

/**
 * Sends a request until there is a definite answer, as a client does that wants to know: no connection, no answer in
 * time, 429 and 5xx are none. Throws the refusal, which is a definite answer.
 */
export async function insist<T>(answers: Answers, send: () => Promise<T>): Promise<T> {
  for (;;) {
    const sentMs = performance.now();
    answers.requests++;
    try {
      return await send();
    } catch (err) {
      if (!(err instanceof RemoteError) || (err.status < 500 && err.status !== 429)) throw err;
      const answered = err.code !== 'RemoteUnavailable' || err.headers.date !== undefined;
      const what = answered ? `${err.status} ${err.code}` : err.message;
      answers.troubled(what, performance.now() - sentMs, err.headers['retry-after'] !== undefined);
    }
    await delay(PAUSE_MS);
  }
}
