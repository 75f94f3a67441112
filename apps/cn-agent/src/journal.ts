import { writeFileSync } from 'node:fs';
import { mkdir, readdir, readFile, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { TaskOutcome } from '@triton/clients/cnapi-client';
import { writeDurably, writeWhole } from '@triton/vmadm/write-durably';

/** What the node knows of a task it has taken. Without an outcome: it was begun. */
export interface JournalEntry {
  id: string;
  task: string;
  vm_uuid: string;
  epoch: number;
  req_id: string;
  started_at: string;
  finished_at?: string;
  outcome?: TaskOutcome;
  /** CNAPI has the outcome. */
  acknowledged?: boolean;
}

/** Left of a beginning by whoever died between making the file and writing it, and by file systems after a power failure. */
const NOTHING_WRITTEN = /^\0*$/;
const FILE_NAME = /^([0-9a-f-]{36})\.json$/;

/** One file a task, written before the task runs, after it, and when CNAPI has the outcome. */
export class Journal {
  readonly #directory: string;
  /** The tasks that have a file. */
  readonly #known = new Set<string>();

  constructor(directory: string) {
    this.#directory = directory;
  }

  async open(): Promise<void> {
    await mkdir(this.#directory, { recursive: true });
    for (const id of await this.#ids()) this.#known.add(id);
  }

  async read(id: string): Promise<JournalEntry | undefined> {
    if (!this.#known.has(id)) return undefined;
    try {
      const text = await readFile(this.#path(id), 'utf8');
      return NOTHING_WRITTEN.test(text) ? undefined : (JSON.parse(text) as JournalEntry);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw new Error(`the journal of task ${id} can not be read`, { cause: error });
    }
  }

  /** The task is begun. What dies here may leave nothing of it: CNAPI, which has not heard of an end, then sends it once more. */
  begin(entry: JournalEntry): void {
    this.#known.add(entry.id);
    writeFileSync(this.#path(entry.id), textOf(entry), { mode: 0o600 });
  }

  /** The task has ended, for good when this returns. */
  end(entry: JournalEntry): Promise<void> {
    this.#known.add(entry.id);
    return writeDurably(this.#path(entry.id), textOf(entry));
  }

  /** CNAPI has the outcome. A power failure may take this back: the outcome is then told once more. */
  acknowledge(entry: JournalEntry): void {
    writeWhole(this.#path(entry.id), textOf({ ...entry, acknowledged: true }));
  }

  /** The ids of tasks that were begun and whose outcome CNAPI is not known to have. */
  async unfinished(): Promise<string[]> {
    const entries = await Promise.all((await this.#ids()).map((id) => this.read(id)));
    return entries.flatMap((entry) => (entry && entry.acknowledged !== true ? [entry.id] : []));
  }

  /** Removes entries that nobody will ask for any more. */
  async prune(olderThanMs: number): Promise<void> {
    for (const id of await this.#ids()) {
      const written = await stat(this.#path(id)).catch(() => undefined);
      if (!written || Date.now() - written.mtimeMs < olderThanMs) continue;
      if ((await this.read(id))?.acknowledged === true) {
        await unlink(this.#path(id));
        this.#known.delete(id);
      }
    }
  }

  async #ids(): Promise<string[]> {
    return (await readdir(this.#directory)).flatMap((name) => FILE_NAME.exec(name)?.[1] ?? []);
  }

  #path(id: string): string {
    return join(this.#directory, `${id}.json`);
  }
}

function textOf(entry: JournalEntry): string {
  return `${JSON.stringify(entry)}\n`;
}
