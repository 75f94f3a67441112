import { createLogger } from '@triton/logging/create-logger';
import { readConfig } from './config';
import { startService } from './service';

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLogger('vmapi', { level: config.logLevel });
  const service = await startService(config, log);
  log.info({ url: service.url }, 'listening');
  const stop = (): void => {
    setTimeout(() => process.exit(1), 10_000).unref();
    void service.close();
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

void main();
