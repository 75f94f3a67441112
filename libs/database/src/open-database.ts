import type { Logger } from '@triton/logging/create-logger';
import { Kysely, PostgresDialect } from 'kysely';
import { Pool, types } from 'pg';

import { preparing } from './prepared-statements';

export interface DatabaseOptions {
  url: string;
  log: Logger;
  /** Connections at most; default 10. */
  poolSize?: number;
  /** A statement that runs longer is ended by the server; default what `?statement_timeout=` (ms) of the URL says, or 15 s. */
  statementTimeoutMs?: number;
  /** A statement that gets no answer so long is given up, with its connection; default 2 s more than the server takes. */
  queryTimeoutMs?: number;
}

export interface DatabaseHandle<DB> {
  db: Kysely<DB>;
  close(): Promise<void>;
}

const INT8 = types.builtins.INT8;
/** Not in pg's list of names. */
const INT8_ARRAY = 1016 as typeof INT8;
const CONNECT_TIMEOUT_MS = 5_000;
const STATEMENT_TIMEOUT_MS = 15_000;
/** A connection that is idle is looked after by the kernel, from then on. */
const KEEP_ALIVE_AFTER_MS = 10_000;

/**
 * Opens a pool of connections. Nothing is connected before the first query. A server that goes away fails the queries under
 * way, is logged, and the next query tries again: it never ends the process. One that vanishes without a word does so as
 * well, after a time that is bounded. Both are a ServiceUnavailableError.
 */
export function openDatabase<DB>(options: DatabaseOptions): DatabaseHandle<DB> {
  const statementTimeoutMs = options.statementTimeoutMs ?? timeoutIn(options.url) ?? STATEMENT_TIMEOUT_MS;
  const queryTimeoutMs = options.queryTimeoutMs ?? statementTimeoutMs + 2_000;
  const pool = new Pool({
    connectionString: options.url,
    max: options.poolSize ?? 10,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_AFTER_MS,
    statement_timeout: statementTimeoutMs,
    // A transaction nobody goes on with holds its locks against everyone.
    idle_in_transaction_session_timeout: statementTimeoutMs,
    types: { getTypeParser },
  });
  const lost = (err: Error) => options.log.warn({ err }, 'lost a database connection');
  pool.on('error', lost);
  // The pool listens to idle connections only; one that breaks in the middle of a transaction would end the process.
  pool.on('connect', (client) => client.on('error', lost));
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool: preparing(pool, queryTimeoutMs) }) });
  let closing: Promise<void> | undefined;
  return { db, close: () => (closing ??= db.destroy()) };
}

/** pg tells the server so, but nobody else: we must not wait for its answer longer than that either. */
function timeoutIn(url: string): number | undefined {
  const [, timeout] = /[?&]statement_timeout=([1-9]\d*)(&|$)/.exec(url) ?? [];
  return timeout === undefined ? undefined : Number(timeout);
}

type Parser = (text: string) => unknown;

/** pg leaves int8 as text. Our sizes and counters are far below 2^53; what is not becomes a bigint, never a wrong number. */
function getTypeParser(oid: number, format?: string): Parser {
  if (format !== 'binary') {
    if (oid === INT8) return parseInt8;
    if (oid === INT8_ARRAY) return parseInt8Array;
  }
  return types.getTypeParser(oid, format as 'text') as Parser;
}

function parseInt8(text: string): number | bigint {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text);
}

function parseInt8Array(text: string): unknown {
  const strings = (types.getTypeParser(INT8_ARRAY, 'text') as Parser)(text) as (string | null)[];
  return strings.map((element) => (element === null ? null : parseInt8(element)));
}
