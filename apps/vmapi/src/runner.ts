import { runService } from '@triton/http-server/run-service';
import { readRunnerConfig } from './config';
import { startRunner } from './runner-service';

runService('vmapi-runner', (log) => startRunner(readRunnerConfig(process.env), log));
