import { setTimeout as delay } from 'node:timers/promises';
import { RemoteError } from '@triton/http-client/remote-error';
import type { Answers } from './answers';

const PAUSE_MS = 150;

/**
 * Sends a request until there is a definite answer, as a client does that wants to know: no connection, no answer in
 * time, 429 and 5xx are none. Nor is that the signature was too old when the request was read, by a service that had been
 * frozen: that says nothing of the requests before. Throws the refusal, which is a definite answer.
 */
export async function insist<T>(answers: Answers, send: () => Promise<T>): Promise<T> {
  for (;;) {
    const sentMs = performance.now();
    answers.requests++;
    try {
      return await send();
    } catch (err) {
      if (!(err instanceof RemoteError) || isDefinite(err)) throw err;
      const answered = err.code !== 'RemoteUnavailable' || err.headers.date !== undefined;
      const what = answered ? `${err.status} ${err.code}` : err.message;
      answers.troubled(what, performance.now() - sentMs, err.headers['retry-after'] !== undefined);
    }
    await delay(PAUSE_MS);
  }
}

function isDefinite({ status, code }: RemoteError): boolean {
  return status < 500 && status !== 429 && code !== 'RequestExpired';
}
