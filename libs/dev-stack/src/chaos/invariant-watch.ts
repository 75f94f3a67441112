import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Kysely } from '@triton/database/kysely';
import { repositoryRoot } from '../repository-root';
import type { SimulatedNode } from '../simulated-node';
import { lookAtLedger } from './ledger-look';
import type { PoolFindings } from './pool-watch';
import { brokenByLedger } from './space-laws';

export interface WatchResult {
  ledgerLooks: number;
  zoneLooks: number;
  /** Each broken rule once, with how often it was seen. */
  violations: { what: string; looks: number }[];
  /** Sizes of volumes that came back after they had gone. */
  returned: { vmUuid: string; sizeMib: number }[];
}

export interface Watched {
  db: Kysely<unknown>;
  nodes: readonly SimulatedNode[];
  /** Of every machine. */
  budgetMib: number;
}

const LEDGER_EVERY_MS = 50;

/** Looks at the ledger and at every pool all the time, until `stop`: the laws of space hold at every instant. */
export class InvariantWatch {
  readonly #violations = new Map<string, number>();
  readonly #pools: readonly ChildProcess[];
  readonly #ledger: Promise<void>;
  #ledgerLooks = 0;
  #stopped = false;

  constructor({ db, nodes, budgetMib }: Watched) {
    const program = join(repositoryRoot(), 'dist', 'chaos-pool-watch.cjs');
    this.#pools = nodes.map(({ poolDir }) => fork(program, [poolDir, String(budgetMib)]));
    this.#ledger = this.#watchLedger(db);
  }

  async stop(): Promise<WatchResult> {
    this.#stopped = true;
    const found = await Promise.all(this.#pools.map(findingsOf));
    await this.#ledger;
    const seen = [...this.#violations].map(([what, looks]) => ({ what, looks }));
    return {
      ledgerLooks: this.#ledgerLooks,
      zoneLooks: found.reduce((sum, { looks }) => sum + looks, 0),
      violations: [...seen, ...found.flatMap(({ violations }) => violations)],
      returned: found.flatMap(({ returned }) => returned),
    };
  }

  /** For a run that comes to nothing. */
  abandon(): void {
    this.#stopped = true;
    for (const pool of this.#pools) pool.kill('SIGKILL');
  }

  async #watchLedger(db: Kysely<unknown>): Promise<void> {
    while (!this.#stopped) {
      // A database that is away shows nothing.
      const looks = await lookAtLedger(db).catch(() => []);
      if (looks.length > 0) this.#ledgerLooks++;
      for (const what of looks.flatMap(brokenByLedger)) {
        this.#violations.set(what, (this.#violations.get(what) ?? 0) + 1);
      }
      await delay(LEDGER_EVERY_MS);
    }
  }
}

async function findingsOf(pool: ChildProcess): Promise<PoolFindings> {
  if (pool.exitCode !== null) throw new Error('a watch of a pool ended by itself');
  const said = once(pool, 'message') as Promise<[PoolFindings]>;
  pool.send('stop');
  const [findings] = await said;
  return findings;
}
