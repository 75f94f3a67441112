import type { LoadReport } from './load-report';
import type { MachineFacts } from './machine-facts';
import { keepsToItsCommands, type NodeReport } from './measure-node';
import type { Summary } from './summarize';

export interface LatencyReport {
  targetMs: number;
  /** The median of `visible` is within the target. */
  met: boolean;
  accept: Summary;
  visible: Summary;
  /** Of the first operations of the stack's life, which are not in `visible`. */
  earlyVisible: Summary;
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
  /** Absent where no stack was started. */
  machine?: MachineFacts;
  node?: NodeReport;
  latency?: LatencyReport;
  sustained?: SustainedReport;
}

/** Nothing that was accepted has failed or got lost, and nothing took more commands of zfs than it may. */
export function isSound({ node, sustained }: BenchReport): boolean {
  if (node && !keepsToItsCommands(node)) return false;
  if (!sustained) return true;
  const { ours, bare, wrongSizes } = sustained;
  return ours.failures + bare.failures + wrongSizes === 0 && ours.operations > 0 && bare.operations > 0;
}

/** Every target that can be missed on a machine that is too slow or too busy. */
export function meetsTargets({ node, latency }: BenchReport): boolean {
  return latency?.met !== false && node?.simulatedZfs.met !== false && node?.vmadmStart.met !== false;
}
