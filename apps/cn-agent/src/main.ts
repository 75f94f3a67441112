import { createLogger } from '@triton/logging/create-logger';
import { readConfig } from './config';
import { startService } from './service';

const log = createLogger('cn-agent');
const LAST_RESORT_MS = 10_000;

startService(readConfig(process.env), log, { processMetrics: true }).then(
  (service) => {
    const stop = (): void => {
      // Everything is closed and the event loop runs dry; this is for what does not close.
      setTimeout(() => process.exit(0), LAST_RESORT_MS).unref();
      service.close().catch((err: unknown) => log.error({ err }, 'cn-agent did not close cleanly'));
    };
    process.once('SIGTERM', stop).once('SIGINT', stop);
  },
  (err: unknown) => {
    log.fatal({ err }, 'cn-agent cannot start');
    process.exitCode = 1;
  },
);
