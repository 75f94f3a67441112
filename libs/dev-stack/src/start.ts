import { reasonsOf } from './reasons-of';
import type { StackOptions } from './stack-options';
import { startStack } from './start-stack';

/**
 * Runs a stack until Ctrl-C (or SIGTERM) and answers the exit code. The second Ctrl-C does not wait for good order: we are
 * gone at once, and with us goes every process of ours.
 */
export async function startInForeground(options: Omit<StackOptions, 'say' | 'restartCrashed'>): Promise<number> {
  const say = (line: string) => console.log(`  ${line}`);
  const startedMs = Date.now();
  console.log('stack');
  let interrupt: (signal: NodeJS.Signals) => void = (signal) => {
    console.log(`  ${signal} while starting: ending`);
    process.exit(130);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => interrupt(signal));
  try {
    const stack = await startStack({ ...options, say, restartCrashed: true });
    const interrupted = new Promise<NodeJS.Signals>((resolve) => (interrupt = resolve));
    for (const name of stack.names) say(`${name.padEnd(14)} process ${stack.pid(name)}`);
    say(`CloudAPI       ${stack.urls.cloudapi}`);
    say(`logs           ${stack.dataDir}/logs`);
    say(`variables      . ${stack.dataDir}/env.sh`);
    say(`started in ${((Date.now() - startedMs) / 1000).toFixed(1)} s; Ctrl-C ends it`);
    console.log('ready');
    await interrupted;
    interrupt = () => process.exit(130);
    console.log('ending (once more ends it at once)');
    await stack.close();
    return 0;
  } catch (err) {
    console.error(reasonsOf(err).join('\n  because: '));
    return 1;
  }
}
