import { setTimeout as delay } from 'node:timers/promises';
import { type Kysely, sql } from '@triton/database/kysely';

const LOOK_EVERY_MS = 50;

/** Jobs that somebody waits for, looked at by one query for all of them. A database that is away is waited for. */
export class EndedJobs {
  readonly #waiting = new Map<string, () => void>();
  readonly #looking: Promise<void>;
  #closed = false;

  constructor(db: Kysely<unknown>) {
    this.#looking = this.#look(db);
  }

  /** Returns when the job has ended, or nobody looks any more. */
  ended(uuid: string): Promise<void> {
    if (this.#closed) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.set(uuid, resolve));
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const resolve of this.#waiting.values()) resolve();
    await this.#looking;
  }

  async #look(db: Kysely<unknown>): Promise<void> {
    while (!this.#closed) {
      const uuids = [...this.#waiting.keys()];
      for (const uuid of uuids.length > 0 ? await endedOf(db, uuids).catch(() => []) : []) {
        this.#waiting.get(uuid)?.();
        this.#waiting.delete(uuid);
      }
      await delay(LOOK_EVERY_MS);
    }
  }
}

async function endedOf(db: Kysely<unknown>, uuids: string[]): Promise<string[]> {
  const { rows } = await sql<{ uuid: string }>`
    select uuid::text from vmapi.jobs where uuid = any(${uuids}::uuid[]) and finished_at is not null`.execute(db);
  return rows.map(({ uuid }) => uuid);
}

/** How many jobs are under way. */
export async function countUnfinished(db: Kysely<unknown>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from vmapi.jobs where finished_at is null`.execute(db);
  return rows[0]?.count ?? 0;
}
