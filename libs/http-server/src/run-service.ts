import { createLogger, type Logger } from '@triton/logging/create-logger';

export interface RunningService {
  url: string;
  /** Drains and lets go of everything, so that the process ends by itself. */
  close(): Promise<void>;
}

/** For what does not close although it was asked to. */
const LAST_RESORT_MS = 10_000;

/**
 * The life of a service's process: start, run until SIGTERM or SIGINT, close, end. A service that cannot start says why in
 * its log and ends with status 1. `start` reads its configuration inside, so that a faulty one is told the same way.
 */
export function runService(name: string, start: (log: Logger) => Promise<RunningService>): void {
  const log = createLogger(name);
  const run = async (): Promise<void> => {
    const service = await start(log);
    const stop = (signal: string): void => {
      log.info({ signal }, 'closing');
      setTimeout(() => process.exit(1), LAST_RESORT_MS).unref();
      service.close().catch((err: unknown) => log.error({ err }, 'did not close cleanly'));
    };
    process.once('SIGTERM', stop).once('SIGINT', stop);
    log.info({ url: service.url }, 'listening');
  };
  run().catch((err: unknown) => {
    log.fatal({ err }, 'cannot start');
    process.exitCode = 1;
  });
}
