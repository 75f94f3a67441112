export interface ChaosOptions {
  /** The same seed is the same faults at the same moments, and the same choices of the load. */
  seed: number;
  /** How long faults are injected. */
  seconds: number;
  /** Machines that the load is spread over. */
  vms: number;
  /** Simulated compute nodes. */
  nodes: number;
  /** The JSON goes there. */
  outFile: string;
  /** Keeps the data directory with its logs even when all is well. */
  keep: boolean;
}
