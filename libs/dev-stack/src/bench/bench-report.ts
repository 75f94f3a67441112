import type { LoadReport } from './load-report';
import type { MachineFacts } from './machine-facts';
import type { Summary } from './summarize';

export interface LatencyReport {
  targetMs: number;
  /** The median of `visible` is within the target. */
  met: boolean;
  accept: Summary;
  visible: Summary;
  looksPerOperation: number;
}

export interface SustainedReport {
  vms: number;
  seconds: number;
  inFlight: number;
  ours: LoadReport;
  bare: LoadReport;
  /** Operations a second, ours by the bare service's. */
  ratio: number;
  /** Disks that do not have, in VMAPI's record, the size that was asked for and granted last. */
  wrongSizes: number;
}

/** What bench.json holds. Durations are milliseconds. */
export interface BenchReport {
  startedAt: string;
  machine: MachineFacts;
  latency?: LatencyReport;
  sustained?: SustainedReport;
}

/** Nothing that was accepted has failed or got lost. */
export function isSound({ sustained }: BenchReport): boolean {
  if (!sustained) return true;
  const { ours, bare, wrongSizes } = sustained;
  return ours.failures + bare.failures + wrongSizes === 0 && ours.operations > 0 && bare.operations > 0;
}
