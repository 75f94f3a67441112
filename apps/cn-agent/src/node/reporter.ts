import { RemoteError } from '@triton/http-client/remote-error';
import type { Context } from '../context';
import { untilDone } from '../until-done';
import { readStatus } from './read-status';
import { readSysinfo } from './read-sysinfo';

/** Changes in a row are one report, and a busy node reports no more often than this. */
const SETTLE_MS = 2_000;

/**
 * Keeps CNAPI informed: that the node is alive, what it is, and what it holds. One thing is said at a time, so that CNAPI
 * never hears old news after new. What fails is said again at the next occasion; a CNAPI that does not know the node
 * (any more) is told everything anew.
 */
export class Reporter {
  readonly #context: Context;
  #saying: Promise<void> = Promise.resolve();
  #heartbeat: NodeJS.Timeout | undefined;
  #settling: NodeJS.Timeout | undefined;
  #statusAtMs = 0;
  #failing = false;

  constructor(context: Context) {
    this.#context = context;
  }

  /** Registers the node, and returns when CNAPI has heard. Trying ends only when the agent closes. */
  async start(): Promise<void> {
    const { closing, log } = this.#context;
    await untilDone(() => this.#say(() => this.#register()), {
      signal: closing,
      giveUp: () => false,
      onFailure: (err, attempt) => log.warn({ err, attempt }, 'could not register at CNAPI'),
      longestPauseMs: this.#context.config.heartbeatEveryMs,
    });
    this.#scheduleHeartbeat();
  }

  /** Something on the node has changed. */
  touch(): void {
    if (this.#context.closing.aborted) return;
    this.#settling ??= setTimeout(() => {
      this.#settling = undefined;
      void this.#attempt(() => this.#status());
    }, SETTLE_MS);
  }

  async close(): Promise<void> {
    clearTimeout(this.#heartbeat);
    clearTimeout(this.#settling);
    await this.#saying;
  }

  #scheduleHeartbeat(): void {
    const { closing, config } = this.#context;
    if (closing.aborted) return;
    this.#heartbeat = setTimeout(() => {
      void this.#attempt(() => this.#beat()).then(() => this.#scheduleHeartbeat());
    }, config.heartbeatEveryMs);
  }

  async #beat(): Promise<void> {
    const { cnapi, config } = this.#context;
    // A status is a sign of life too.
    if (performance.now() - this.#statusAtMs >= config.statusEveryMs) await this.#status();
    else await cnapi.heartbeat(config.serverUuid);
  }

  async #register(): Promise<void> {
    const { cnapi, config, host } = this.#context;
    await cnapi.putSysinfo(config.serverUuid, await readSysinfo(config, host));
    await this.#status();
  }

  async #status(): Promise<void> {
    const { cnapi, config, host } = this.#context;
    await cnapi.putStatus(config.serverUuid, await readStatus(config, host));
    this.#statusAtMs = performance.now();
  }

  /** Says it after what is being said, and settles for a line in the log when that fails. */
  async #attempt(what: () => Promise<void>): Promise<void> {
    const { log } = this.#context;
    try {
      await this.#say(() => what().catch((err: unknown) => (isUnknown(err) ? this.#register() : Promise.reject(err))));
      if (this.#failing) log.info('CNAPI hears us again');
      this.#failing = false;
    } catch (err) {
      // The next success must bring the whole news, whatever it was that failed.
      this.#statusAtMs = -Infinity;
      if (!this.#failing) log.warn({ err }, 'could not report to CNAPI');
      this.#failing = true;
    }
  }

  #say(what: () => Promise<void>): Promise<void> {
    const said = this.#saying.then(what);
    this.#saying = said.catch(() => undefined);
    return said;
  }
}

function isUnknown(err: unknown): boolean {
  return err instanceof RemoteError && err.status === 404;
}
