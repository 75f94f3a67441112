import type { NodeReport } from './measure-node';
import { printSummaries } from './print-summaries';

/** Lines for people of what a node does by itself. */
export function printNode({ commands, simulatedZfs, vmadmStart }: NodeReport): void {
  console.log('\ncommands of zfs per operation of vmadm');
  for (const { operation, commands: taken, atMost } of commands) {
    const limit = atMost === undefined ? '' : `  at most ${atMost}: ${taken <= atMost ? 'met' : 'NOT met'}`;
    console.log(`  ${operation.padEnd(40)}${String(taken).padStart(3)}${limit}`);
  }
  const { datasets, costs, met } = simulatedZfs;
  console.log(`\none simulated command with ${datasets.few} and with ${datasets.many} datasets (median, µs)`);
  for (const { command, fewUs, manyUs, ratio } of costs) {
    const cells = [String(fewUs), String(manyUs), `x ${ratio.toFixed(2)}`];
    console.log(`  ${command.padEnd(34)}${cells.map((cell) => cell.padStart(9)).join('')}`);
  }
  console.log(`  target: the same: ${met ? 'met' : 'NOT met'}`);
  console.log(`\nwhole processes, ${vmadmStart.vmadmGet.count} of each (ms)`);
  printSummaries({ 'tools/bin/vmadm get': vmadmStart.vmadmGet, 'node alone': vmadmStart.node });
  console.log(`  target: median below ${vmadmStart.targetMs} ms: ${vmadmStart.met ? 'met' : 'NOT met'}`);
}
