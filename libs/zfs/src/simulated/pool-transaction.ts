import { randomBytes } from 'node:crypto';

import { CommandFailure } from './command-failure';
import type { Dataset, Pool } from './dataset';
import type { BlockMap } from './space/block-map';
import { chargedBytes } from './space/charge';
import { poolSpace } from './space/pool-size';
import type { StoreView } from './store/store-view';
import { parityVdevs } from './parity-vdevs';

const DATASET = '@@dataset';
const CLONES = '@@clones';
const POOLS = '@@pools';

/** Datasets, snapshots and pools as one command sees and changes them. All of its changes happen or none. */
export class PoolTransaction {
  constructor(
    readonly view: StoreView,
    /** Epoch seconds. */
    readonly now: number,
  ) {}

  /** Larger than the transaction of every block written so far. */
  get txg(): number {
    return this.view.txg;
  }

  find(name: string): Dataset | undefined {
    return this.view.get<Dataset>(`${name}/${DATASET}`);
  }

  get(name: string): Dataset {
    const dataset = this.find(name);
    if (dataset === undefined) throw new CommandFailure(`cannot open '${name}': dataset does not exist`);
    return dataset;
  }

  parentOf(name: string): Dataset | undefined {
    const slash = name.lastIndexOf('/');
    return slash === -1 ? undefined : this.find(name.slice(0, slash));
  }

  /** Stores the dataset and lets its ancestors feel what it now costs. */
  save(dataset: Dataset): void {
    const before = this.find(dataset.name);
    this.view.put(`${dataset.name}/${DATASET}`, dataset);
    this.#charge(dataset.name, chargedBytes(dataset) - (before === undefined ? 0 : chargedBytes(before)));
  }

  /** Takes the dataset and its snapshots' blocks away. Children and clones are the caller's matter. */
  remove(name: string): void {
    const dataset = this.get(name);
    for (const snapshot of dataset.snapshots) this.removeSnapshotBlocks(`${name}@${snapshot.name}`);
    if (dataset.origin) this.removeClone(dataset.origin.snapshot, name);
    this.view.remove(`${name}/${DATASET}`);
    this.#charge(name, -chargedBytes(dataset));
  }

  /** Names of the datasets directly below, sorted. */
  childNames(name: string): string[] {
    return [...this.view.names(name)]
      .filter((child) => !child.startsWith('@') && this.find(`${name}/${child}`) !== undefined)
      .sort(byCodeUnits)
      .map((child) => `${name}/${child}`);
  }

  /** The dataset and everything below it; parents first, siblings by name. */
  *family(name: string, depth = Infinity): Generator<Dataset> {
    yield this.get(name);
    if (depth <= 0) return;
    for (const child of this.childNames(name)) yield* this.family(child, depth - 1);
  }

  snapshotBlocks(snapshot: string): BlockMap {
    const blocks = this.view.get<BlockMap>(snapshotKey(snapshot));
    if (blocks === undefined) throw new Error(`the blocks of snapshot ${snapshot} are missing`);
    return blocks;
  }

  saveSnapshotBlocks(snapshot: string, blocks: BlockMap): void {
    this.view.put(snapshotKey(snapshot), blocks);
  }

  removeSnapshotBlocks(snapshot: string): void {
    this.view.remove(snapshotKey(snapshot));
  }

  /** Names of the clones of `snapshot`, sorted. */
  clonesOf(snapshot: string): string[] {
    const key = clonesKey(snapshot);
    return [...this.view.names(key)]
      .filter((name) => this.view.get(`${key}/${name}`) !== undefined)
      .map(decodeURIComponent)
      .sort(byCodeUnits);
  }

  addClone(snapshot: string, clone: string): void {
    this.view.put(`${clonesKey(snapshot)}/${encodeURIComponent(clone)}`, {});
  }

  removeClone(snapshot: string, clone: string): void {
    this.view.remove(`${clonesKey(snapshot)}/${encodeURIComponent(clone)}`);
  }

  findPool(name: string): Pool | undefined {
    return this.view.get<Pool>(`${POOLS}/${name}`);
  }

  poolOf(dataset: string): Pool {
    const name = dataset.split('/', 1)[0] as string;
    const pool = this.findPool(name);
    if (pool === undefined) throw new CommandFailure(`cannot open '${name}': no such pool`);
    return pool;
  }

  poolNames(): string[] {
    return [...this.view.names(POOLS)].filter((name) => this.findPool(name) !== undefined).sort(byCodeUnits);
  }

  savePool(pool: Pool): void {
    this.view.put(`${POOLS}/${pool.name}`, pool);
  }

  removePool(name: string): void {
    this.view.remove(`${POOLS}/${name}`);
  }

  /** Bytes the datasets of the pool may use together. */
  usableBytes(dataset: string): number {
    const pool = this.poolOf(dataset);
    return poolSpace(pool.deviceBytes, parityVdevs(pool)[0]).usableBytes;
  }

  newGuid(): string {
    return randomBytes(8).readBigUInt64BE().toString();
  }

  #charge(name: string, delta: number): void {
    const parent = this.parentOf(name);
    if (delta !== 0 && parent !== undefined) this.save({ ...parent, usedByChildren: parent.usedByChildren + delta });
  }
}

function snapshotKey(snapshot: string): string {
  const [dataset, name] = snapshot.split('@');
  return `${dataset}/@${name}`;
}

function clonesKey(snapshot: string): string {
  const [dataset, name] = snapshot.split('@');
  return `${dataset}/${CLONES}/${name}`;
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
