import { mkdirSync, readFileSync } from 'node:fs';
import { readdir, stat, unlink } from 'node:fs/promises';
import path from 'node:path';

import type { VmConfig } from './vm-config';
import { syncDirectory, writeDurably, writeWhole } from './write-durably';

const FILE_NAME = /^([0-9a-fA-F-]{36})\.json$/;
/** What a writer that died before its rename has left. */
const TEMPORARY_NAME = /^[0-9a-fA-F-]{36}\.json\.[0-9]+\.[0-9]+\.new$/;
const ABANDONED_AFTER_MS = 10 * 60_000;

/** The zone configuration files: `<uuid>.json` in one directory. A file is there whole, old or new, whatever dies when. */
export class ConfigStore {
  readonly #durable: boolean;

  /** `durable: false` gives up surviving a power failure (never a killed process) for speed. */
  constructor(
    readonly directory: string,
    { durable = true }: { durable?: boolean } = {},
  ) {
    this.#durable = durable;
  }

  async read(uuid: string): Promise<VmConfig | undefined> {
    try {
      // A few microseconds; a trip to the thread pool and back takes longer.
      return JSON.parse(readFileSync(this.#path(uuid), 'utf8')) as VmConfig;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw new Error(`the zone configuration ${this.#path(uuid)} can not be read`, { cause: error });
    }
  }

  async write(config: VmConfig): Promise<void> {
    mkdirSync(this.directory, { recursive: true });
    const text = `${JSON.stringify(config, null, 2)}\n`;
    if (this.#durable) await writeDurably(this.#path(config.uuid), text);
    else writeWhole(this.#path(config.uuid), text);
  }

  async remove(uuid: string): Promise<void> {
    try {
      await unlink(this.#path(uuid));
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
    if (this.#durable) await syncDirectory(this.directory);
  }

  /** The uuids of all VMs, sorted. */
  async list(): Promise<string[]> {
    try {
      const names = await readdir(this.directory);
      return names.flatMap((name) => FILE_NAME.exec(name)?.[1] ?? []).sort();
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  }

  /** Removes what writers left that died while writing. */
  async clearAbandoned(): Promise<void> {
    const names = await readdir(this.directory).catch((error: unknown) => {
      if (isMissing(error)) return [];
      throw error;
    });
    for (const name of names.filter((candidate) => TEMPORARY_NAME.test(candidate))) {
      const file = path.join(this.directory, name);
      const written = await stat(file).catch(() => undefined);
      if (written && Date.now() - written.mtimeMs > ABANDONED_AFTER_MS) await unlink(file);
    }
  }

  #path(uuid: string): string {
    return path.join(this.directory, `${uuid}.json`);
  }
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}
