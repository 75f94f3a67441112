import type { Logger } from '@triton/logging/create-logger';

import { sweep } from './sweep';
import type { SweepOptions } from './sweep';

export interface SweeperOptions<J> extends SweepOptions<J> {
  /** From the end of one sweep to the next; default 1 s. */
  intervalMs?: number;
  log: Logger;
}

/** Sweeps until it is closed. A sweep that fails (the database is away) is logged, and the next one tries again. */
export function startSweeper<J>(options: SweeperOptions<J>): { close(): Promise<void> } {
  const { intervalMs = 1_000, log } = options;
  let closed = false;
  let interrupt: () => void = () => undefined;
  const loop = async (): Promise<void> => {
    while (!closed) {
      try {
        const found = await sweep(options);
        if (found > 0) log.info({ found }, 'queued jobs that nobody ran');
      } catch (err) {
        log.warn({ err }, 'could not look for jobs that nobody runs');
      }
      if (!closed) await pause();
    }
  };
  const pause = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, intervalMs);
      interrupt = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const ended = loop();
  return {
    close() {
      closed = true;
      interrupt();
      return ended;
    },
  };
}
