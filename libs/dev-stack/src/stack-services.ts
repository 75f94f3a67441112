import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ManagedProcess } from './managed-process';
import { repositoryRoot } from './repository-root';
import type { ServiceSpec } from './service-specs';
import type { StackOptions } from './stack-options';

const READY_TIMEOUT_MS = 45_000;
/** The services' own last resort is 10 s. */
const STOP_TIMEOUT_MS = 12_000;
const RESTART_PAUSE_MS = 500;
/**
 * Services do many different things, each not often: compiling without optimising at the first call saves them an eighth of
 * their processor time. A larger young generation lets most of what a request makes be gone before it is collected: a
 * resize takes a twelfth less time. What is left to collect is little, and a service that collects it with several threads
 * keeps the others from the processors: on two of them a resize costs a tenth more (all measured with `npm run bench`).
 * The same as the Dockerfile's.
 */
const NODE_OPTIONS = [
  '--enable-source-maps',
  '--always-sparkplug',
  '--min-semi-space-size=64',
  '--max-semi-space-size=64',
  '--single-threaded-gc',
];

/** The processes of `specs`, not started yet. */
export function stackServices(specs: readonly ServiceSpec[], options: StackOptions, say: (line: string) => void) {
  const dist = join(repositoryRoot(), 'dist');
  return specs.map((spec) => {
    const { name, bundle, port, pingPath } = spec;
    const logFile = join(options.dataDir, 'logs', `${name}.log`);
    const service: ManagedProcess = new ManagedProcess({
      name,
      command: process.execPath,
      args: [...NODE_OPTIONS, join(dist, `${bundle}.cjs`)],
      env: { ...process.env, ...spec.env, ...options.env?.[bundle], ...options.env?.[name] },
      logFile,
      pingUrl: `http://127.0.0.1:${port}${pingPath}`,
      readyTimeoutMs: READY_TIMEOUT_MS,
      stopTimeoutMs: STOP_TIMEOUT_MS,
      onUnexpectedEnd: (how) => {
        say(`${name} ended unexpectedly (${how}); its log is ${logFile}`);
        if (options.restartCrashed) void startAgain(service, say);
      },
    });
    return service;
  });
}

async function startAgain(service: ManagedProcess, say: (line: string) => void): Promise<void> {
  await delay(RESTART_PAUSE_MS);
  if (service.abandoned) return;
  say(`${service.name}: starting it again`);
  try {
    await service.start();
    say(`${service.name}: is back, process ${service.pid}`);
  } catch (err) {
    say(`${service.name}: ${err instanceof Error ? err.message : String(err)}`);
  }
}
