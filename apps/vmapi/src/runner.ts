import { runService } from '@triton/http-server/run-service';
import { readConfig } from './config';
import { startRunner } from './runner-service';

runService('vmapi-runner', (log) => startRunner(readConfig(process.env), log));
