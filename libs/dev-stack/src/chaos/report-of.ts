import { percentile } from '../bench/percentile';
import type { ChaosOptions } from './chaos-options';
import type { ChaosReport } from './chaos-report';
import type { FaultKind } from './fault';
import type { FinalFacts } from './final-facts';
import type { History } from './history';
import type { WatchResult } from './invariant-watch';
import type { Verdict } from './judge-history';
import type { InjectedFault } from './nemesis';
import { ORDERED_FAILURE } from './ordered-failure';

export interface Findings {
  options: ChaosOptions;
  since: Date;
  history: History;
  faults: InjectedFault[];
  facts: FinalFacts;
  watched: WatchResult;
  verdict: Verdict;
  settledAfterMs: number;
  world: { unexpectedEnds: readonly string[] };
}

export function reportOf(findings: Findings): ChaosReport {
  const { options, since, history, faults, facts, watched, verdict, settledAfterMs, world } = findings;
  const { seed, seconds, vms, nodes } = options;
  const { ledgerLooks, zoneLooks, violations } = watched;
  const injected = faults.filter(({ trouble }) => trouble === undefined);
  const { operations, answers, accepted } = history;
  const tookMs = facts.jobs.flatMap(({ createdMs, finishedMs }) => (finishedMs === null ? [] : finishedMs - createdMs));
  const at = (share: number) => Math.round(tookMs.length === 0 ? 0 : percentile(tookMs, share));
  const failed = facts.jobs.filter(
    ({ execution, reason }) => execution === 'failed' && reason?.includes(ORDERED_FAILURE),
  );
  return {
    ...{ startedAt: since.toISOString(), seed, seconds, machines: vms, nodes },
    faults: {
      injected: injected.length,
      byKind: countBy(injected, ({ kind }) => kind) as Partial<Record<FaultKind, number>>,
      notInjected: faults.flatMap(({ kind, target, trouble }) => (trouble ? [`${kind} ${target}: ${trouble}`] : [])),
      list: faults,
    },
    operations: {
      accepted: accepted.length,
      succeeded: facts.jobs.filter(({ execution }) => execution === 'succeeded').length,
      failedAsOrdered: failed.length,
      refused: countBy(
        operations.filter(({ outcome }) => outcome === 'refused'),
        ({ code = 'unknown' }) => code,
      ),
      byKind: countBy(accepted, ({ kind }) => kind),
      repeated: accepted.filter(({ requests }) => requests > 1).length,
    },
    requests: { sent: answers.requests, troubles: answers.troubles },
    settledAfterMs,
    watch: { ledgerLooks, zoneLooks, violations },
    verdict,
    unexpectedEnds: [...world.unexpectedEnds],
    completionMs: { median: at(50), p99: at(99), most: at(100) },
  };
}

function countBy<T>(all: readonly T[], nameOf: (one: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const one of all) counts[nameOf(one)] = (counts[nameOf(one)] ?? 0) + 1;
  return counts;
}
