import { chmodSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@triton/database/open-database';
import type { Kysely } from '@triton/database/kysely';
import { createLogger } from '@triton/logging/create-logger';
import type { BenchOptions } from './bench/bench-options';
import { isSound } from './bench/bench-report';
import type { BenchReport, LatencyReport } from './bench/bench-report';
import { stackTarget } from './bench/bench-targets';
import { currentLoad, machineFacts } from './bench/machine-facts';
import { makeMachines } from './bench/make-machines';
import { LATENCY_TARGET_MS, measureLatency } from './bench/measure-latency';
import { printReport } from './bench/print-report';
import { runSustained } from './bench/run-sustained';
import { summarize } from './bench/summarize';
import { reasonsOf } from './reasons-of';
import type { Stack } from './stack';
import { startStack } from './start-stack';

/** Measures a stack of its own, as durable as any, and ends it. Answers the exit code. What failed keeps its logs. */
export async function runBench(options: BenchOptions): Promise<number> {
  const load = currentLoad();
  const dataDir = mkdtempSync(join(tmpdir(), 'triton-bench-'));
  chmodSync(dataDir, 0o755); // PostgreSQL's user must get to its part
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130));
  console.log('stack');
  let stack: Stack | undefined;
  try {
    const { databaseUrl, redisUrl, zfsDelayMs } = options;
    const say = (line: string) => console.log(`  ${line}`);
    stack = await startStack({ dataDir, databaseUrl, redisUrl, zfsDelayMs, nodes: 1, say });
    const report = await measure(stack, options, load);
    await stack.close();
    printReport(report);
    writeFileSync(options.outFile, `${JSON.stringify(report, undefined, 2)}\n`);
    console.log(`\nwritten to ${options.outFile}`);
    if (databaseUrl === undefined) rmSync(realpathSync(join(dataDir, 'postgres')), { recursive: true, force: true });
    rmSync(dataDir, { recursive: true, force: true });
    return isSound(report) && !(options.strict && report.latency?.met === false) ? 0 : 1;
  } catch (err) {
    console.error(`\nThe benchmark failed: ${reasonsOf(err).join('\n  because: ')}`);
    console.error(`The logs are in ${dataDir}/logs`);
    await stack?.close().catch((closing: unknown) => console.error(reasonsOf(closing).join('\n  because: ')));
    return 1;
  }
}

async function measure(stack: Stack, options: BenchOptions, load: number): Promise<BenchReport> {
  const log = createLogger('bench', { level: 'warn' });
  const { db, close } = openDatabase<unknown>({ url: stack.urls.database, log, poolSize: 2 });
  try {
    const { only, zfsDelayMs } = options;
    const startedAt = new Date().toISOString();
    const machine = await machineFacts(stack, zfsDelayMs, load);
    return {
      ...{ startedAt, machine },
      ...(only === 'sustained' ? {} : { latency: await latency(stack, db) }),
      ...(only === 'latency' ? {} : { sustained: await runSustained(stack, db, options) }),
    };
  } finally {
    await close();
  }
}

async function latency(stack: Stack, db: Kysely<unknown>): Promise<LatencyReport> {
  console.log('measuring');
  console.log('  one resize at a time on an idle stack');
  const { acceptMs, visibleMs, looks } = await measureLatency(stackTarget(stack, db, await makeMachines(stack, 1)));
  const visible = summarize(visibleMs);
  return {
    targetMs: LATENCY_TARGET_MS,
    met: visible.median <= LATENCY_TARGET_MS,
    accept: summarize(acceptMs),
    visible,
    looksPerOperation: Math.round((looks / visible.count) * 10) / 10,
  };
}
