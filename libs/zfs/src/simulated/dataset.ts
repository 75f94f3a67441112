import type { BlockMap } from './space/block-map';

/** A snapshot as its dataset's record lists it; its blocks are kept apart, being needed rarely. */
export interface Snapshot {
  readonly name: string;
  /** The transaction that took it: every block of it was born then or before. */
  readonly txg: number;
  readonly guid: string;
  readonly objsetid: number;
  /** Epoch seconds. */
  readonly creation: number;
  readonly referenced: number;
  /** Bytes that destroying only this snapshot would free. */
  readonly unique: number;
  /** What rollback brings back; volumes only. */
  readonly volsize?: number;
  readonly properties: Readonly<Record<string, string>>;
  readonly holds: readonly string[];
}

/** The four limits; bytes, 0 for none. */
export interface Limits {
  readonly quota: number;
  readonly reservation: number;
  readonly refquota: number;
  readonly refreservation: number;
}

/** One filesystem or volume as stored. Sizes are bytes. Values are replaced, never changed. */
export interface Dataset extends Limits {
  readonly name: string;
  readonly type: 'filesystem' | 'volume';
  readonly guid: string;
  readonly objsetid: number;
  readonly creation: number;
  readonly createtxg: number;
  readonly volsize?: number;
  readonly volblocksize?: number;
  /** Properties set on this dataset itself, user properties included. */
  readonly properties: Readonly<Record<string, string>>;
  /** The limits that were set to none: as good as never set, but set here. */
  readonly unlimited?: readonly string[];
  readonly blocks: BlockMap;
  /** Everything its blocks take, whoever shares them. */
  readonly referenced: number;
  /** Of that, what was written since the last snapshot (or since it was cloned). */
  readonly unique: number;
  /** Of that, what is not its origin's. */
  readonly usedByHead: number;
  readonly usedBySnapshots: number;
  /** Sum of its children's charges. */
  readonly usedByChildren: number;
  /** Oldest first. */
  readonly snapshots: readonly Snapshot[];
  readonly origin?: { readonly snapshot: string; readonly txg: number };
}

/** A pool as stored. */
export interface Pool {
  readonly name: string;
  readonly guid: string;
  readonly deviceBytes: number;
  readonly ashift: number;
  readonly vdevs: readonly VdevRecord[];
}

export interface VdevRecord {
  readonly kind: 'disk' | 'mirror' | 'raidz' | 'draid';
  readonly parity: number;
  readonly data: number;
  readonly files: readonly string[];
}

/** The transaction after which blocks are the dataset's own alone: its last snapshot's or its origin's. */
export function lastSharedTxg({ snapshots, origin }: Dataset): number {
  return snapshots.at(-1)?.txg ?? origin?.txg ?? 0;
}
