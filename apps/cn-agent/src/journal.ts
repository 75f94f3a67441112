import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { TaskOutcome } from '@triton/clients/cnapi-client';
import { JournalSegment, type Line } from './journal-segment';

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
  /** CNAPI has the outcome, or nobody waits for one. */
  acknowledged?: boolean;
}

/** The entry of a task is the last line about it, with or without an outcome; that it is acknowledged is another line. */
interface Place extends Line {
  segment: JournalSegment;
  ended: boolean;
  acknowledged: boolean;
}

const SEGMENT_NAME = /^[0-9]{10}\.log$/;

/**
 * What became of tasks, in the order of its happening: a line before the task runs, one after it, and one when CNAPI has
 * the outcome. The lines are in files one after the other; `prune` begins a new one and removes the oldest.
 *
 * A line that cannot be read was never promised: somebody died while writing it.
 */
export class Journal {
  readonly #directory: string;
  readonly #places = new Map<string, Place>();
  /** Oldest first. */
  #segments: JournalSegment[] = [];
  /** Where lines go; undefined after a write that failed, for nobody knows what it has left. */
  #current: JournalSegment | undefined;
  #number = 0;

  constructor(directory: string) {
    this.#directory = directory;
  }

  async open(): Promise<void> {
    await mkdir(this.#directory, { recursive: true });
    const names = (await readdir(this.#directory)).filter((name) => SEGMENT_NAME.test(name)).sort();
    for (const name of names) {
      const segment = new JournalSegment(join(this.#directory, name));
      try {
        for await (const { text, ...line } of segment.lines()) this.#learn(text, { ...line, segment });
      } catch (cause) {
        // Who begins without it does things twice.
        throw new Error(`${name} of the journal of tasks can not be read`, { cause });
      }
      this.#segments.push(segment);
      this.#number = Number.parseInt(name, 10);
    }
  }

  async close(): Promise<void> {
    await this.#current?.close();
    this.#current = undefined;
  }

  /** @throws when the file cannot be read: the task may have ended, so it is not to be begun. */
  read(id: string): JournalEntry | undefined {
    const place = this.#places.get(id);
    if (!place) return undefined;
    const entry = JSON.parse(place.segment.read(place)) as JournalEntry;
    return place.acknowledged ? { ...entry, acknowledged: true } : entry;
  }

  /** The task is begun. A power failure may take this back: CNAPI, which has not heard of an end, then sends it once more. */
  begin(entry: JournalEntry): void {
    this.#places.set(entry.id, this.#append(entry));
  }

  /** The task has ended, for good when this returns. */
  async end(entry: JournalEntry): Promise<void> {
    const place = this.#append(entry);
    await this.#sync(place.segment);
    this.#places.set(entry.id, place);
  }

  /** Nobody needs to hear of the task any more. A power failure may take this back: the outcome is then told once more. */
  acknowledge(id: string): void {
    this.#append({ id, acknowledged: true });
    const place = this.#places.get(id);
    if (place) place.acknowledged = true;
  }

  /** The ids of tasks that were begun and whose outcome CNAPI is not known to have. */
  unfinished(): string[] {
    return [...this.#places].flatMap(([id, { acknowledged }]) => (acknowledged ? [] : [id]));
  }

  /** Forgets what nobody will ask for any more; what is unfinished moves to the newest file. */
  async prune(olderThanMs: number): Promise<void> {
    if (this.#current && !this.#current.isEmpty) {
      const full = this.#current;
      this.#current = undefined;
      await full.close();
    }
    for (const segment of this.#segments.filter((one) => one !== this.#current)) {
      const ageMs = Date.now() - (await segment.lastWrittenMs());
      // One of the future is from before the clock was set right.
      if (ageMs >= 0 && ageMs < olderThanMs) return;
      await this.#moveUnfinished(segment);
      for (const [id, place] of this.#places) if (place.segment === segment) this.#places.delete(id);
      await segment.remove();
      this.#segments = this.#segments.filter((one) => one !== segment);
    }
  }

  /** Nothing has moved until all of it is there for good. */
  async #moveUnfinished(from: JournalSegment): Promise<void> {
    const moves = [...this.#places].flatMap(([id, before]) =>
      before.segment === from && !before.acknowledged
        ? [{ id, before, after: this.#append(JSON.parse(from.read(before)) as JournalEntry) }]
        : [],
    );
    await Promise.all([...new Set(moves.map(({ after }) => after.segment))].map((segment) => this.#sync(segment)));
    for (const { id, before, after } of moves) {
      if (this.#places.get(id) === before) this.#places.set(id, { ...after, acknowledged: before.acknowledged });
    }
  }

  #append(line: JournalEntry | { id: string; acknowledged: true }): Place {
    const segment = (this.#current ??= this.#begun());
    try {
      const ended = 'outcome' in line;
      return { ...segment.append(JSON.stringify(line)), segment, ended, acknowledged: line.acknowledged === true };
    } catch (err) {
      this.#leave(segment);
      throw err;
    }
  }

  async #sync(segment: JournalSegment): Promise<void> {
    try {
      await segment.sync();
    } catch (err) {
      this.#leave(segment);
      throw err;
    }
  }

  #begun(): JournalSegment {
    for (;;) {
      const name = `${String(++this.#number).padStart(10, '0')}.log`;
      try {
        const segment = JournalSegment.create(join(this.#directory, name));
        this.#segments.push(segment);
        return segment;
      } catch (err) {
        // Another agent that is just closing has begun it.
        if ((err as NodeJS.ErrnoException).code !== 'EEXIST') throw err;
      }
    }
  }

  #leave(segment: JournalSegment): void {
    if (this.#current !== segment) return;
    this.#current = undefined;
    segment.close().catch(() => undefined);
  }

  #learn(text: string, line: Line & { segment: JournalSegment }): void {
    const entry = parsed(text);
    if (!entry) return;
    const { id, acknowledged = false } = entry;
    const before = this.#places.get(id);
    if (!('task' in entry)) {
      if (before) before.acknowledged = true;
      return;
    }
    const ended = entry.outcome !== undefined;
    // What moved to a newer file may have ended in the same moment.
    if (before?.ended && !ended) return;
    this.#places.set(id, { ...line, ended, acknowledged });
  }
}

function parsed(text: string): JournalEntry | { id: string; acknowledged: true } | undefined {
  try {
    return JSON.parse(text) as JournalEntry | { id: string; acknowledged: true };
  } catch {
    return undefined;
  }
}
