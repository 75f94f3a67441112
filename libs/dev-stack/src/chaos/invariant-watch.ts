import { setTimeout as delay } from 'node:timers/promises';
import type { Kysely } from '@triton/database/kysely';
import { SimulatedZfsHost } from '@triton/zfs/simulated-zfs-host';
import { Zfs } from '@triton/zfs/zfs';
import type { SimulatedNode } from '../simulated-node';
import { lookAtLedger } from './ledger-look';
import { SizeSightings } from './size-sightings';
import { brokenByLedger, brokenByZone } from './space-laws';
import { lookAtZones } from './zone-look';

export interface WatchResult {
  ledgerLooks: number;
  zoneLooks: number;
  /** Each broken rule once, with how often it was seen. */
  violations: { what: string; looks: number }[];
  sightings: SizeSightings;
}

const LEDGER_EVERY_MS = 50;
const ZONES_EVERY_MS = 50;

/** Looks at the ledger and at every pool all the time, until `stop`: the laws of space hold at every instant. */
export class InvariantWatch {
  readonly #result: WatchResult = { ledgerLooks: 0, zoneLooks: 0, violations: [], sightings: new SizeSightings() };
  readonly #budgets = new Map<string, number>();
  readonly #ended: Promise<unknown>;
  #stopped = false;

  constructor(db: Kysely<unknown>, nodes: readonly SimulatedNode[]) {
    this.#ended = Promise.all([this.#watchLedger(db), ...nodes.map((node) => this.#watchZones(node))]);
  }

  async stop(): Promise<WatchResult> {
    this.#stopped = true;
    await this.#ended;
    return this.#result;
  }

  async #watchLedger(db: Kysely<unknown>): Promise<void> {
    while (!this.#stopped) {
      // A database that is away shows nothing.
      const looks = await lookAtLedger(db).catch(() => []);
      if (looks.length > 0) this.#result.ledgerLooks++;
      for (const look of looks) {
        this.#budgets.set(look.vmUuid, look.budgetMib);
        brokenByLedger(look).forEach((what) => this.#note(what));
      }
      await delay(LEDGER_EVERY_MS);
    }
  }

  async #watchZones({ poolDir }: SimulatedNode): Promise<void> {
    const host = new SimulatedZfsHost({ root: poolDir, durable: false });
    const zfs = new Zfs(host);
    try {
      while (!this.#stopped) {
        for (const zone of await lookAtZones(zfs)) {
          brokenByZone(zone, this.#budgets.get(zone.vmUuid)).forEach((what) => this.#note(what));
          this.#result.sightings.see(zone);
        }
        this.#result.zoneLooks++;
        await delay(ZONES_EVERY_MS);
      }
    } finally {
      host.close();
    }
  }

  #note(what: string): void {
    const known = this.#result.violations.find((violation) => violation.what === what);
    if (known) known.looks++;
    else this.#result.violations.push({ what, looks: 1 });
  }
}
