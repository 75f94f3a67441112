import bunyan from 'bunyan';

import { redact } from './redact';
import { serializeError } from './serialize-error';

interface Log {
  (fields: Record<string, unknown> | Error, message?: string): void;
  (message: string): void;
}

/** Bunyan's surface that we use. An error goes under `err`, or comes first. */
export interface Logger {
  trace: Log;
  debug: Log;
  info: Log;
  warn: Log;
  error: Log;
  fatal: Log;
  /** A logger whose every line carries `fields` too. */
  child(fields: Record<string, unknown>): Logger;
}

export interface LoggerOptions {
  /** Lowest level written; default: `LOG_LEVEL`, or `info`. */
  level?: string;
  /** Default: standard output, one JSON object a line. */
  stream?: NodeJS.WritableStream;
}

/** The logger of a process; work for a request takes a child of it with `req_id`. Secrets are taken out of every line. */
export function createLogger(name: string, options: LoggerOptions = {}): Logger {
  const level = levelOf(options.level ?? process.env.LOG_LEVEL ?? 'info');
  const out = options.stream ?? process.stdout;
  // A raw stream sees the record before it is text: the one place every line of every child passes, so nobody has to
  // remember to leave a secret out.
  const stream = {
    write(record: Record<string, unknown>): void {
      out.write(`${toLine(record)}\n`);
    },
  } as unknown as NodeJS.WritableStream;
  return bunyan.createLogger({
    name,
    streams: [{ type: 'raw', level, stream }],
    serializers: { err: serializeError },
  });
}

/** A line that cannot be made (a getter that throws) must not take down what it reports on. */
function toLine(record: Record<string, unknown>): string {
  try {
    return JSON.stringify(redact(record));
  } catch (err) {
    const { name, hostname, pid, level, req_id, msg, time, v } = record;
    return JSON.stringify({ name, hostname, pid, level, req_id, msg: redact(msg), unloggable: String(err), time, v });
  }
}

function levelOf(level: string): bunyan.LogLevelString {
  if (Object.hasOwn(bunyan.levelFromName, level)) return level as bunyan.LogLevelString;
  throw new Error(`LOG_LEVEL must be one of ${Object.keys(bunyan.levelFromName).join(', ')}, not ${level}`);
}
