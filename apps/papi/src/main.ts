import { createLogger } from '@triton/logging/create-logger';
import { readConfig } from './config';
import { startService } from './service';

const LAST_RESORT_MS = 10_000;
const log = createLogger('papi');

async function main(): Promise<void> {
  const service = await startService(readConfig(process.env), log);
  log.info({ url: service.url }, 'listening');
  const stop = (signal: string): void => {
    log.info({ signal }, 'closing');
    setTimeout(() => process.exit(1), LAST_RESORT_MS).unref();
    service.close().catch((err: unknown) => log.error({ err }, 'did not close cleanly'));
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
}

main().catch((err: unknown) => {
  log.fatal({ err }, 'cannot start');
  process.exitCode = 1;
});
