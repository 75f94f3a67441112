import { chmodSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@triton/database/open-database';
import type { Kysely } from '@triton/database/kysely';
import { createLogger } from '@triton/logging/create-logger';
import type { BenchOptions } from './bench/bench-options';
import { isSound, meetsTargets } from './bench/bench-report';
import type { BenchReport, LatencyReport } from './bench/bench-report';
import { stackTarget } from './bench/bench-targets';
import { currentLoad, machineFacts } from './bench/machine-facts';
import { makeMachines } from './bench/make-machines';
import { LATENCY_TARGET_MS, measureLatency } from './bench/measure-latency';
import { measureNode } from './bench/measure-node';
import { printReport } from './bench/print-report';
import { runSustained } from './bench/run-sustained';
import { summarize } from './bench/summarize';
import { reasonsOf } from './reasons-of';
import type { Stack } from './stack';
import { startStack } from './start-stack';

/** Measures a compute node by itself and a stack of its own, as durable as any. Answers the exit code. */
export async function runBench(options: BenchOptions): Promise<number> {
  const load = currentLoad();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130));
  const report: BenchReport = { startedAt: new Date().toISOString() };
  const { only, outFile, strict } = options;
  if (only === undefined || only === 'node') {
    console.log('node');
    report.node = await measureNode();
  }
  if (only !== 'node' && !(await onStack(options, (stack) => measure(report, stack, options, load)))) {
    return 1;
  }
  printReport(report);
  writeFileSync(outFile, `${JSON.stringify(report, undefined, 2)}\n`);
  console.log(`\nwritten to ${outFile}`);
  return isSound(report) && !(strict && !meetsTargets(report)) ? 0 : 1;
}

/** Does `work` on a stack that is gone afterwards. Answers whether it was done; what failed keeps its logs. */
async function onStack(options: BenchOptions, work: (stack: Stack) => Promise<void>): Promise<boolean> {
  const dataDir = mkdtempSync(join(tmpdir(), 'triton-bench-'));
  chmodSync(dataDir, 0o755); // PostgreSQL's user must get to its part
  console.log('stack');
  let stack: Stack | undefined;
  try {
    const { databaseUrl, redisUrl, zfsDelayMs } = options;
    const say = (line: string) => console.log(`  ${line}`);
    stack = await startStack({ dataDir, databaseUrl, redisUrl, zfsDelayMs, nodes: 1, say });
    await work(stack);
    await stack.close();
    if (databaseUrl === undefined) rmSync(realpathSync(join(dataDir, 'postgres')), { recursive: true, force: true });
    rmSync(dataDir, { recursive: true, force: true });
    return true;
  } catch (err) {
    console.error(`\nThe benchmark failed: ${reasonsOf(err).join('\n  because: ')}`);
    console.error(`The logs are in ${dataDir}/logs`);
    await stack?.close().catch((closing: unknown) => console.error(reasonsOf(closing).join('\n  because: ')));
    return false;
  }
}

async function measure(report: BenchReport, stack: Stack, options: BenchOptions, load: number): Promise<void> {
  const log = createLogger('bench', { level: 'warn' });
  const { db, close } = openDatabase<unknown>({ url: stack.urls.database, log, poolSize: 2 });
  try {
    const { only, zfsDelayMs } = options;
    report.machine = await machineFacts(stack, zfsDelayMs, load);
    if (only !== 'sustained') report.latency = await latency(stack, db);
    if (only !== 'latency') report.sustained = await runSustained(stack, db, options);
  } finally {
    await close();
  }
}

async function latency(stack: Stack, db: Kysely<unknown>): Promise<LatencyReport> {
  console.log('measuring');
  console.log('  one resize at a time on an idle stack');
  const { acceptMs, visibleMs, earlyVisibleMs, looks } = await measureLatency(
    stackTarget(stack, db, await makeMachines(stack, 1)),
  );
  const visible = summarize(visibleMs);
  return {
    targetMs: LATENCY_TARGET_MS,
    met: visible.median <= LATENCY_TARGET_MS,
    accept: summarize(acceptMs),
    visible,
    earlyVisible: summarize(earlyVisibleMs),
    looksPerOperation: Math.round((looks / visible.count) * 10) / 10,
  };
}
