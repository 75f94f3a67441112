import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Orders trouble for commands to come. */
export interface Fault {
  /** Regular expression on the whole line, as in `^zfs set .*volsize`; every command when left out. */
  readonly match?: string;
  /** Let that many matching commands pass first. */
  readonly skip?: number;
  /** Then hit that many (default 1). */
  readonly times?: number;
  /** `fail`: nothing is done, stderr and exit code are answered. `crash-…`: the process is killed, the change made or not. */
  readonly action: 'fail' | 'crash-before' | 'crash-after' | 'delay';
  readonly stderr?: string;
  readonly exitCode?: number;
  readonly delayMs?: number;
}

const CONTROL_FILE = 'control.json';

/** The fault that hits this command, if any. Counts are kept in the pool's directory, so any process may order. */
export function takeFault(root: string, line: string): Fault | undefined {
  const faults = readFaults(root);
  const index = faults.findIndex(({ match }) => match === undefined || new RegExp(match).test(line));
  const fault = faults[index];
  if (fault === undefined) return undefined;
  const { skip = 0, times = 1 } = fault;
  const left: Fault = skip > 0 ? { ...fault, skip: skip - 1 } : { ...fault, times: times - 1 };
  writeFaults(
    root,
    faults.flatMap((one) => (one !== fault ? [one] : (left.times ?? 1) > 0 ? [left] : [])),
  );
  return skip > 0 ? undefined : fault;
}

/** Adds a fault for the commands that follow, whoever runs them. */
export function orderFault(root: string, fault: Fault): void {
  writeFaults(root, [...readFaults(root), fault]);
}

export function clearFaults(root: string): void {
  rmSync(join(root, CONTROL_FILE), { force: true });
}

function readFaults(root: string): Fault[] {
  const path = join(root, CONTROL_FILE);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Fault[]) : [];
}

function writeFaults(root: string, faults: readonly Fault[]): void {
  if (faults.length === 0) return clearFaults(root);
  const path = join(root, CONTROL_FILE);
  writeFileSync(`${path}~${process.pid}`, JSON.stringify(faults));
  renameSync(`${path}~${process.pid}`, path);
}
