export interface BenchOptions {
  /** The JSON goes there. */
  outFile: string;
  /** How long the sustained load is measured, each time. */
  seconds: number;
  /** Machines that the sustained load is spread over. */
  vms: number;
  /** Operations of the sustained load under way at any moment. */
  inFlight: number;
  /** Only that part; `node` needs no stack. */
  only?: 'node' | 'latency' | 'sustained' | undefined;
  /** A target that is not met makes the run fail. */
  strict: boolean;
  /** What every simulated zfs command takes at least. */
  zfsDelayMs: number;
  /** A PostgreSQL and a Redis to use instead of our own. */
  databaseUrl?: string | undefined;
  redisUrl?: string | undefined;
}
