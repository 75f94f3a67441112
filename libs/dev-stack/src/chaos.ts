import { chmodSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChaosOptions } from './chaos/chaos-options';
import { faultsFound } from './chaos/chaos-report';
import { printChaos } from './chaos/print-chaos';
import { runChaos as runOn } from './chaos/run-chaos';
import { TcpProxy } from '@triton/config/tcp-proxy';
import { reasonsOf } from './reasons-of';
import type { Stack } from './stack';
import { startStack } from './start-stack';

/** Breaks a stack of its own for a while. Answers the exit code: 0 only when nothing was lost and no rule was broken. */
export async function runChaos(options: ChaosOptions): Promise<number> {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130));
  const dataDir = mkdtempSync(join(tmpdir(), 'triton-chaos-'));
  chmodSync(dataDir, 0o755); // PostgreSQL's user must get to its part
  const proxies = new Map<string, TcpProxy>();
  const unexpectedEnds: string[] = [];
  let stack: Stack | undefined;
  try {
    stack = await startStack({
      ...{ dataDir, nodes: options.nodes, runners: 2, restartCrashed: true },
      between: async (name, url) => {
        const proxy = await TcpProxy.open(url);
        proxies.set(name, proxy);
        return proxy.url;
      },
      say: (line) => {
        console.log(`  ${line}`);
        // A compute node dies of the commands that are ordered to kill it.
        if (line.includes('ended unexpectedly') && !line.startsWith('cn')) unexpectedEnds.push(line);
      },
    });
    const report = await runOn({ stack, proxies, unexpectedEnds }, options);
    await stack.close();
    printChaos(report);
    writeFileSync(options.outFile, `${JSON.stringify(report, undefined, 2)}\n`);
    console.log(`\nwritten to ${options.outFile}`);
    const isGood = faultsFound(report).length === 0;
    if (isGood && !options.keep) removeAll(dataDir);
    else console.log(`the logs are in ${dataDir}/logs`);
    return isGood ? 0 : 1;
  } catch (err) {
    console.error(`\nChaos could not be brought about: ${reasonsOf(err).join('\n  because: ')}`);
    console.error(`The logs are in ${dataDir}/logs`);
    await stack?.close().catch((closing: unknown) => console.error(reasonsOf(closing).join('\n  because: ')));
    return 1;
  } finally {
    await Promise.all([...proxies.values()].map((proxy) => proxy.close()));
  }
}

function removeAll(dataDir: string): void {
  rmSync(realpathSync(join(dataDir, 'postgres')), { recursive: true, force: true });
  rmSync(dataDir, { recursive: true, force: true });
}
