import type { FindEnded } from './job-watcher';

export interface BenchDisk {
  machineId: string;
  diskId: string;
  /** What it has, or will have when the operation under way has ended. */
  sizeMib: number;
}

/** Something that takes disk resizes over CloudAPI's path, and whose jobs can be followed in a database. */
export interface LoadTarget {
  /** Where resizes go. */
  url: string;
  /** The first account's login and key. */
  account: string;
  keyId: string;
  privateKey: string;
  disks: BenchDisk[];
  findEnded: FindEnded;
  /** Its processes, by name. */
  pids: Readonly<Record<string, number>>;
  databaseUrl: string;
  redisUrl: string;
}
