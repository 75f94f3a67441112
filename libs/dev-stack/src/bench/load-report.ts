import type { Summary } from './summarize';
import { summarize } from './summarize';
import type { LoadResult } from './sustain-load';

/** A load as the JSON has it. */
export interface LoadReport {
  operations: number;
  opsPerSecond: number;
  failures: number;
  reasons: string[];
  accept: Summary;
  completion: Summary;
  /** CPU milliseconds an operation, by process; `load` made the load. */
  cpuMsPerOperation: Record<string, number>;
  /** The same of all but `load`. */
  cpuMsPerOperationInAll: number;
  redisCommandsPerOperation: number;
  redisScriptsPerOperation: number;
  transactionsPerOperation: number;
}

export function loadReport({ usage, ...load }: LoadResult): LoadReport {
  const { seconds, operations, failures, reasons } = load;
  const each = (total: number) => rounded(total / operations);
  const { load: _ours, ...service } = usage.cpuMs;
  return {
    operations,
    opsPerSecond: rounded(operations / seconds),
    failures,
    reasons,
    accept: summarize(load.acceptMs),
    completion: summarize(load.completionMs),
    cpuMsPerOperation: Object.fromEntries(Object.entries(usage.cpuMs).map(([name, ms]) => [name, each(ms)])),
    cpuMsPerOperationInAll: each(Object.values(service).reduce((sum, ms) => sum + ms, 0)),
    redisCommandsPerOperation: each(usage.redisCommands),
    redisScriptsPerOperation: each(usage.redisScripts),
    transactionsPerOperation: each(usage.transactions),
  };
}

function rounded(number: number): number {
  return Math.round(number * 100) / 100;
}
