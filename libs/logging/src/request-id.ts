import { AsyncLocalStorage } from 'node:async_hooks';

const requestIds = new AsyncLocalStorage<string>();

/**
 * Runs `fn` as part of the request `id`. Every log line written inside carries it as `req_id`, however deep and however
 * many awaits away, and the HTTP client hands it on as `x-request-id`.
 */
export function runWithRequestId<T>(id: string, fn: () => T): T {
  return requestIds.run(id, fn);
}

/** The request this code runs for, or undefined outside of any. */
export function currentRequestId(): string | undefined {
  return requestIds.getStore();
}
