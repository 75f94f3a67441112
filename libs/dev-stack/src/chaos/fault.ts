/** What the nemesis can do. */
export type FaultKind =
  'kill' | 'freeze' | 'restart' | 'flush' | 'cut' | 'slow' | 'fail-command' | 'crash-command' | 'hang-command';

/** One fault, as it is planned. */
export interface ChaosFault {
  /** From the beginning of the run. */
  atMs: number;
  kind: FaultKind;
  /** Name of the process, store, compute node, or of what a proxy stands before. */
  target: string;
  /** From the blow to the mending; of a command that hangs, how long it does. */
  lastsMs: number;
  /** Of `slow`: how much later everything arrives. */
  delayMs?: number;
  /** Of `…-command`: the simulated command that is hit. */
  match?: string;
  /** Of `crash-command`: does the change still reach the disk? */
  after?: boolean;
  /** Of `restart`: without a goodbye. */
  abruptly?: boolean;
}
