import type { IncomingHttpHeaders } from 'node:http';
import { type FieldError, TritonError } from '@triton/errors/triton-error';

export interface RemoteErrorFacts {
  /** Which neighbour. */
  remote: string;
  status: number;
  code: string;
  message: string;
  errors?: readonly FieldError[];
  /** Members of the neighbour's error body beyond code, message and errors. */
  facts?: Record<string, unknown>;
  /** The whole body of the answer: a 410 of CloudAPI carries the deleted machine. */
  body?: unknown;
  /** Of that answer. */
  headers?: IncomingHttpHeaders;
  retryable?: boolean;
  cause?: unknown;
}

const STATUSES_WORTH_RETRYING = new Set([429, 502, 503, 504]);
/** Refusals that pass by themselves, although their status says that the request was at fault: a node comes back. */
const CODES_WORTH_RETRYING = new Set(['ServerNotRunning']);

/** A neighbour's error, told on unchanged: its status, code, message, field errors and facts are its own. */
export class RemoteError extends TritonError {
  override name = 'RemoteError';
  readonly code: string;
  readonly status: number;
  readonly remote: string;
  readonly body: unknown;
  readonly headers: IncomingHttpHeaders;
  readonly #facts: Record<string, unknown>;
  readonly #retryable: boolean;

  constructor({ remote, status, code, message, errors = [], facts = {}, ...more }: RemoteErrorFacts) {
    const { body, headers = {}, retryable, cause } = more;
    super(message, errors, cause === undefined ? undefined : { cause });
    this.code = code;
    this.status = status;
    this.remote = remote;
    this.body = body;
    this.headers = headers;
    this.#facts = facts;
    this.#retryable = retryable ?? (STATUSES_WORTH_RETRYING.has(status) || CODES_WORTH_RETRYING.has(code));
  }

  /** No answer, half an answer, or one that is not the neighbour's: whether it did what was asked is not known. */
  static unavailable(remote: string, what: string, cause?: unknown): RemoteError {
    return new RemoteError({
      remote,
      status: 503,
      code: 'RemoteUnavailable',
      message: `${remote} ${what}`,
      retryable: true,
      cause,
    });
  }

  override get retryable(): boolean {
    return this.#retryable;
  }

  override facts(): Record<string, unknown> {
    return this.#facts;
  }
}
