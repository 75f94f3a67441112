import type { PortWish } from './choose-ports';

export interface StackOptions {
  /** Everything that lasts is in here. Used again when it is there. */
  dataDir: string;
  /** Simulated compute nodes; default 2. */
  nodes?: number;
  /** Default: any free ones. */
  ports?: PortWish;
  /** How long every simulated zfs command takes at least; default 0. */
  zfsDelayMs?: number;
  /** A PostgreSQL database to use as it is, instead of a server of our own. */
  databaseUrl?: string | undefined;
  /** A Redis server to share, instead of one of our own. Keys get a prefix of this data directory's own. */
  redisUrl?: string | undefined;
  /** False gives up what a crash of the machine would lose, for speed: tests. */
  durable?: boolean;
  /** More environment for services, by name; for all compute nodes under `cn-agent`. */
  env?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** A service that ends without being asked to is started again, and that is said. Default: it is said, and stays down. */
  restartCrashed?: boolean;
  /** Workflow runners; default 1. The first is `vmapi-runner`, the others `vmapi-runner2` and so on. */
  runners?: number;
  /**
   * What services are told of `postgres`, `redis`, `vmapi` and `cnapi` instead of the true URL: something that stands in
   * between, to lose connections on purpose.
   */
  between?: (name: string, url: string) => Promise<string>;
  /** Inner services demand credentials of everybody. Default: who calls from this machine without one is the operator. */
  strictCredentials?: boolean;
  /** Told what happens, a line at a time. */
  say?: (line: string) => void;
}
