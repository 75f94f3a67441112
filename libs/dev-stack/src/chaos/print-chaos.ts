import { type ChaosReport, faultsFound } from './chaos-report';

const FINDINGS_SHOWN = 40;

export function printChaos(report: ChaosReport): void {
  const { faults, operations, requests, watch, settledAfterMs, completionMs } = report;
  const say = (line: string) => console.log(line);
  const pairs = (counts: Record<string, number>) =>
    Object.entries(counts)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ');
  say(`\nseed ${report.seed}: ${report.machines} machines on ${report.nodes} nodes for ${report.seconds} s`);
  say(`faults       ${faults.injected}: ${pairs(faults.byKind)}`);
  for (const what of faults.notInjected) say(`             not injected: ${what}`);
  say(`operations   ${operations.accepted} accepted: ${pairs(operations.byKind)}`);
  say(`             ${operations.succeeded} succeeded, ${operations.failedAsOrdered} failed as ordered`);
  say(`             ${operations.repeated} had to be asked for more than once; refused: ${pairs(operations.refused)}`);
  say(
    `             took ${completionMs.median} ms (median), ${completionMs.p99} (p99), ${completionMs.most} (longest)`,
  );
  say(`requests     ${requests.sent}; without a definite answer:`);
  for (const { what, count, withRetryAfter, slowestMs } of requests.troubles) {
    say(`             ${count} × ${what} (${withRetryAfter} with Retry-After, slowest ${slowestMs} ms)`);
  }
  say(`watched      the ledger ${watch.ledgerLooks} times, the pools ${watch.zoneLooks} times`);
  say(`settled      ${settledAfterMs} ms after the last fault`);
  const found = faultsFound(report);
  say(
    found.length === 0
      ? 'verdict      nothing lost, nothing twice, no law of space broken'
      : `verdict      ${found.length} FINDINGS`,
  );
  for (const what of found.slice(0, FINDINGS_SHOWN)) say(`  ${what}`);
}
