import type { BenchReport, LatencyReport, SustainedReport } from './bench-report';
import type { LoadReport } from './load-report';
import type { MachineFacts } from './machine-facts';
import { printNode } from './print-node';
import { printSummaries } from './print-summaries';

/** Lines for people; the numbers are those of the JSON. */
export function printReport({ machine, node, latency, sustained }: BenchReport): void {
  if (machine) printMachine(machine);
  if (node) printNode(node);
  if (latency) printLatency(latency);
  if (sustained) printSustained(sustained);
}

function printMachine(machine: MachineFacts): void {
  console.log('\nmachine');
  console.log(`  ${machine.cores} cores of ${machine.cpu}, ${machine.memoryMib} MiB, Linux ${machine.kernel}`);
  console.log(`  load ${machine.load} before the start`);
  console.log(`  Node ${machine.node}, PostgreSQL ${machine.postgres}, Redis ${machine.redis}`);
  console.log(`  ${machine.durability}; simulated zfs takes ${machine.zfsDelayMs} ms and more`);
}

function printLatency({ targetMs, met, accept, visible, earlyVisible, looksPerOperation }: LatencyReport): void {
  console.log(`\none resize at a time on an idle stack, ${visible.count} of them (ms)`);
  printSummaries({ accepted: accept, 'new size visible': visible, 'when just started': earlyVisible });
  const verdict = met ? 'met' : 'NOT met';
  console.log(`  target: median at most ${targetMs} ms: ${verdict}; ${looksPerOperation} looks an operation`);
}

function printSustained({ vms, seconds, inFlight, ours, bare, ratio, wrongSizes }: SustainedReport): void {
  console.log(`\nresizes over ${vms} machines for ${seconds} s, ${inFlight} in flight`);
  printLoad('ours', ours);
  printLoad('bare: express, one transaction, BullMQ, one transaction', bare);
  console.log(`  ours / bare: ${ratio}; disks of a wrong size afterwards: ${wrongSizes}`);
}

function printLoad(title: string, load: LoadReport): void {
  const { operations, opsPerSecond, failures, reasons, accept, completion, cpuMsPerOperation } = load;
  console.log(`  ${title}: ${opsPerSecond} operations/s (${operations} in all, ${failures} failed)`);
  for (const reason of reasons) console.log(`    failed: ${reason}`);
  printSummaries({ accepted: accept, succeeded: completion }, '    ');
  const processes = Object.entries(cpuMsPerOperation).map(([name, ms]) => `${name} ${ms}`);
  console.log(`    CPU ms an operation: ${load.cpuMsPerOperationInAll} and the load (${processes.join(', ')})`);
  console.log(
    `    an operation: ${load.redisCommandsPerOperation} Redis commands, ${load.redisScriptsPerOperation} scripts, ` +
      `${load.transactionsPerOperation} PostgreSQL transactions`,
  );
}
