import type { Trouble } from './answers';
import type { FaultKind } from './fault';
import type { Verdict } from './judge-history';
import type { InjectedFault } from './nemesis';

/** What a run of chaos did and found; also the JSON that it writes. */
export interface ChaosReport {
  startedAt: string;
  seed: number;
  seconds: number;
  machines: number;
  nodes: number;
  faults: {
    injected: number;
    byKind: Partial<Record<FaultKind, number>>;
    notInjected: string[];
    list: InjectedFault[];
  };
  operations: {
    /** Answered with 202 or 204. */
    accepted: number;
    succeeded: number;
    /** Unwound, because a command was ordered to fail. */
    failedAsOrdered: number;
    /** Answered with a 4xx. */
    refused: Record<string, number>;
    byKind: Record<string, number>;
    /** Accepted operations that needed more than one request to hear of it. */
    repeated: number;
  };
  requests: { sent: number; troubles: Trouble[] };
  /** From the mending of the last fault until nothing was under way any more. */
  settledAfterMs: number;
  watch: { ledgerLooks: number; zoneLooks: number; violations: { what: string; looks: number }[] };
  verdict: Verdict;
  /** Processes that ended although nobody had asked them to. */
  unexpectedEnds: string[];
  /** In all accepted operations, from acceptance to end. */
  completionMs: { median: number; p99: number; most: number };
}

/** Operations may take so long to end once nothing is broken any more. */
export const SETTLED_WITHIN_MS = 10_000;

/** Everything that must not be. Empty: the run is a success. */
export function faultsFound({ verdict, watch, settledAfterMs, unexpectedEnds, requests }: ChaosReport): string[] {
  const late = `the last operation ended ${settledAfterMs} ms after the last fault`;
  const internal = requests.troubles.filter(({ what }) => what.startsWith('500 '));
  return [
    ...watch.violations.map(({ what, looks }) => `seen ${looks} times: ${what}`),
    ...verdict.lost.map((what) => `lost: ${what}`),
    ...verdict.twice.map((what) => `twice: ${what}`),
    ...verdict.unexplained.map((what) => `failed without an order: ${what}`),
    ...verdict.outOfTurn.map((what) => `out of turn: ${what}`),
    ...verdict.disagreements.map((what) => `in the end: ${what}`),
    ...unexpectedEnds,
    ...internal.map(({ what, count }) => `${count} requests were answered with ${what}`),
    ...(settledAfterMs > SETTLED_WITHIN_MS ? [late] : []),
  ];
}
