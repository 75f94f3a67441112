import { setTimeout as delay } from 'node:timers/promises';

import { ZfsCommandError } from './zfs-command-error';
import type { ZfsHost } from './zfs-host';

/** Property values as given to zfs; numbers are bytes (or whatever the property counts). */
export type ZfsProperties = Readonly<Record<string, string | number>>;

export type DatasetType = 'filesystem' | 'volume' | 'snapshot';

export interface ListOptions {
  readonly types?: readonly DatasetType[];
  /** Descend below the dataset: all the way, or that many levels. */
  readonly recursive?: boolean;
  readonly depth?: number;
}

export interface NewVolume {
  /** Bytes; rounded up to whole blocks by zfs. */
  readonly volsize: number;
  readonly volblocksize?: number;
  /** Reserve nothing. */
  readonly sparse?: boolean;
  readonly properties?: ZfsProperties;
}

const BUSY_PAUSES_MS = [20, 100, 400, 1000];

/** The zfs commands the platform needs, typed. Every failure is a `ZfsCommandError` that keeps what zfs printed. */
export class Zfs {
  constructor(readonly host: ZfsHost) {}

  /** The asked properties of one dataset, exact (`-p`): bytes and epoch seconds as digits, `-` where not applicable. */
  async get<P extends string>(dataset: string, properties: readonly P[]): Promise<Record<P, string>> {
    const stdout = await this.run(['get', '-Hpo', 'property,value', properties.join(','), dataset]);
    return Object.fromEntries(rows(stdout)) as Record<P, string>;
  }

  /** Like `get`, for properties that are numbers. A value that is no number (`-`, `none`) becomes 0. */
  async getNumbers<P extends string>(dataset: string, properties: readonly P[]): Promise<Record<P, number>> {
    const values = Object.entries(await this.get(dataset, properties));
    return Object.fromEntries(values.map(([name, value]) => [name, Number(value) || 0])) as Record<P, number>;
  }

  /** One `zfs set`. Several properties are several transactions: on failure those that fitted stay applied. */
  async set(dataset: string, properties: ZfsProperties): Promise<void> {
    await this.run(['set', ...assignments(properties), dataset]);
  }

  async inherit(dataset: string, property: string): Promise<void> {
    await this.run(['inherit', property, dataset]);
  }

  /** One record a dataset, in zfs's order: by name, snapshots after their dataset in order of creation. */
  async list<P extends string>(
    dataset: string | undefined,
    properties: readonly P[],
    { types, recursive, depth }: ListOptions = {},
  ): Promise<Record<P, string>[]> {
    const args = ['list', '-Hp', '-o', properties.join(',')];
    if (types) args.push('-t', types.join(','));
    if (depth !== undefined) args.push('-d', String(depth));
    else if (recursive) args.push('-r');
    const stdout = await this.run(dataset === undefined ? args : [...args, dataset]);
    return rows(stdout).map(
      (values) =>
        Object.fromEntries(properties.map((name, index) => [name, values[index] ?? '-'])) as Record<P, string>,
    );
  }

  /** All volumes at or below `dataset`, with exact values. */
  listVolumes<P extends string>(dataset: string, properties: readonly P[]): Promise<Record<P, string>[]> {
    return this.list(dataset, properties, { types: ['volume'], recursive: true });
  }

  /** Snapshots at or below `dataset`; with `depth: 1` only its own. */
  listSnapshots<P extends string>(
    dataset: string,
    properties: readonly P[],
    options: Pick<ListOptions, 'depth'> = {},
  ): Promise<Record<P, string>[]> {
    return this.list(dataset, properties, { ...options, types: ['snapshot'], recursive: true });
  }

  async exists(dataset: string): Promise<boolean> {
    try {
      await this.run(['list', '-Ho', 'name', dataset]);
      return true;
    } catch (error) {
      if (error instanceof ZfsCommandError && error.isNotFound) return false;
      throw error;
    }
  }

  async createFilesystem(name: string, properties: ZfsProperties = {}): Promise<void> {
    await this.run(['create', ...withDashO(properties), name]);
  }

  async createVolume(name: string, volume: NewVolume): Promise<void> {
    await this.run(['create', ...volumeArgs(volume), name]);
  }

  /** Bytes zfs itself would reserve for such a volume, asked by a dry run; nothing is created and no space is checked. */
  async plannedRefreservation(name: string, volume: NewVolume): Promise<number> {
    const stdout = await this.run(['create', '-nvP', ...volumeArgs(volume), name]);
    const line = rows(stdout).find(([what, property]) => what === 'property' && property === 'refreservation');
    return Number(line?.[2] ?? 0);
  }

  async clone(snapshot: string, name: string, properties: ZfsProperties = {}): Promise<void> {
    await this.run(['clone', ...withDashO(properties), snapshot, name]);
  }

  /** `recursive` takes children and snapshots along; `dependents` clones as well. */
  async destroy(name: string, options: { recursive?: boolean; dependents?: boolean } = {}): Promise<void> {
    const flags = options.dependents ? ['-R'] : options.recursive ? ['-r'] : [];
    await this.#whenNotBusy(['destroy', ...flags, name]);
  }

  /** `snapshot` is `dataset@name`; `recursive` is all of its descendants or none, at one instant. */
  async snapshot(snapshot: string, options: { recursive?: boolean } = {}): Promise<void> {
    await this.run(['snapshot', ...(options.recursive ? ['-r'] : []), snapshot]);
  }

  /** `destroyNewer` loses every later snapshot, even when there is then no room for the rollback itself. */
  async rollback(snapshot: string, options: { destroyNewer?: boolean } = {}): Promise<void> {
    await this.#whenNotBusy(['rollback', ...(options.destroyNewer ? ['-r'] : []), snapshot]);
  }

  async rename(from: string, to: string): Promise<void> {
    await this.#whenNotBusy(['rename', from, to]);
  }

  /** Any other zfs command: its stdout, or a `ZfsCommandError`. Warnings on stderr are no failure. */
  async run(args: string[]): Promise<string> {
    const result = await this.host.zfs(args);
    if (result.exitCode !== 0) throw new ZfsCommandError(args, result);
    return result.stdout;
  }

  // illumos has `-F` for this; OpenZFS knows no such option, so the patience is ours.
  async #whenNotBusy(args: string[]): Promise<void> {
    for (const pauseMs of [...BUSY_PAUSES_MS, undefined]) {
      try {
        await this.run(args);
        return;
      } catch (error) {
        if (pauseMs === undefined || !(error instanceof ZfsCommandError && error.isBusy)) throw error;
        await delay(pauseMs);
      }
    }
  }
}

function volumeArgs({ volsize, volblocksize, sparse, properties = {} }: NewVolume): string[] {
  const blockSize = volblocksize === undefined ? {} : { volblocksize };
  return [...(sparse ? ['-s'] : []), ...withDashO({ ...blockSize, ...properties }), '-V', String(volsize)];
}

function withDashO(properties: ZfsProperties): string[] {
  return assignments(properties).flatMap((assignment) => ['-o', assignment]);
}

function assignments(properties: ZfsProperties): string[] {
  return Object.entries(properties).map(([name, value]) => `${name}=${value}`);
}

function rows(stdout: string): string[][] {
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t'));
}
