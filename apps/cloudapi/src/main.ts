import { runService } from '@triton/http-server/run-service';
import { readConfig } from './config';
import { startService } from './service';

runService('cloudapi', (log) => startService(readConfig(process.env), log));
