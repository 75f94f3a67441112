import type { Request, Response } from 'express';

/** One request and its answer, on their way through the app. */
export class Exchange {
  readonly startedAtMs = performance.now();
  operation = 'UnknownRoute';
  /** Wire code of the error it ended with. */
  code: string | undefined;
  callerFields: Record<string, unknown> = {};
  /** The methods other endpoints have at this path, for `Allow`. */
  readonly allowed = new Set<string>();
  #signal: AbortSignal | undefined;

  constructor(
    readonly req: Request,
    readonly res: Response,
    readonly reqId: string,
    readonly shutdown: AbortSignal,
  ) {}

  static of(res: Response): Exchange {
    return res.locals.exchange as Exchange;
  }

  get elapsedMs(): number {
    return performance.now() - this.startedAtMs;
  }

  /** Made when somebody asks: few handlers wait long enough to need it. */
  get signal(): AbortSignal {
    if (this.#signal) return this.#signal;
    const controller = new AbortController();
    const abort = (): void => controller.abort();
    if (this.shutdown.aborted || this.res.closed) abort();
    this.shutdown.addEventListener('abort', abort);
    this.res.once('close', () => {
      this.shutdown.removeEventListener('abort', abort);
      abort();
    });
    this.#signal = controller.signal;
    return controller.signal;
  }
}
