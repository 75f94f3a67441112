import { runService } from '@triton/http-server/run-service';
import { readConfig } from './config';
import { startService } from './service';

runService('vmapi', (log) => startService(readConfig(process.env), log));
