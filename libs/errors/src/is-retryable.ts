import { TritonError } from './triton-error';

/** Trouble on the way to a neighbour or a store, from Node, PostgreSQL (SQLSTATE) or our own. */
const PASSING_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  '40001', // serialization_failure
  '40P01', // deadlock_detected
  '53300', // too_many_connections
  '55P03', // lock_not_available
  '57014', // query_canceled: statement timeout
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now
]);
const CONNECTION_EXCEPTIONS = /^08...$/;
/** pg gives these no code. */
const PASSING_MESSAGES =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;
const DEEPEST = 10;

/**
 * May the same go well later without anyone changing anything? An error of ours says so itself; of others, trouble with
 * a connection counts. Anything else is a fault that a repetition will only repeat.
 */
export function isRetryable(thrown: unknown): boolean {
  let link = thrown;
  for (let depth = 0; depth < DEEPEST && link instanceof Error; depth++) {
    if (link instanceof TritonError) return link.retryable;
    const { code } = link as { code?: unknown };
    if (typeof code === 'string' && (PASSING_CODES.has(code) || CONNECTION_EXCEPTIONS.test(code))) return true;
    if (PASSING_MESSAGES.test(link.message)) return true;
    link = link.cause;
  }
  return false;
}
