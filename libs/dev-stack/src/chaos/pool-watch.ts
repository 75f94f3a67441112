import { setTimeout as delay } from 'node:timers/promises';
import { SimulatedZfsHost } from '@triton/zfs/simulated-zfs-host';
import { Zfs } from '@triton/zfs/zfs';
import { SizeSightings } from './size-sightings';
import { brokenByZone } from './space-laws';
import { lookAtZones } from './zone-look';

// A process of its own beside each pool (see PoolWatch): whoever looks at a pool stands still while a process that has it
// locked is frozen, and everything else must go on.

export interface PoolFindings {
  looks: number;
  violations: { what: string; looks: number }[];
  /** Sizes that came back after they had gone. */
  returned: { vmUuid: string; sizeMib: number }[];
}

const EVERY_MS = 50;

async function watchPool(root: string, budgetMib: number): Promise<void> {
  const host = new SimulatedZfsHost({ root, durable: false });
  const zfs = new Zfs(host);
  const sightings = new SizeSightings();
  const violations = new Map<string, number>();
  let looks = 0;
  let stopped = false;
  process.once('message', () => (stopped = true));
  process.once('disconnect', () => process.exit(0));
  while (!stopped) {
    for (const zone of await lookAtZones(zfs)) {
      for (const what of brokenByZone(zone, budgetMib)) violations.set(what, (violations.get(what) ?? 0) + 1);
      sightings.see(zone);
    }
    looks++;
    await delay(EVERY_MS);
  }
  host.close();
  const seen = [...violations].map(([what, times]) => ({ what, looks: times }));
  const findings: PoolFindings = { looks, violations: seen, returned: sightings.returned };
  process.send?.(findings, () => process.disconnect());
}

const [, , root = '', budgetMib] = process.argv;
void watchPool(root, Number(budgetMib));
