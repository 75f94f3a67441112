import type { Logger } from '@triton/logging/create-logger';

const QUIET_MS = 10_000;

/** A listener for `error` events that writes the first of a burst: a Redis that is away gives one for each reconnection. */
export function troubleLog(log: Logger, queue: string): (err: Error) => void {
  let quietUntil = 0;
  return (err) => {
    if (Date.now() < quietUntil) return;
    quietUntil = Date.now() + QUIET_MS;
    log.warn({ err, queue }, 'trouble with the queue');
  };
}
