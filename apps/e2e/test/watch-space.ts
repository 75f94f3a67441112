import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { NodePool } from './node-pool';
import type { World } from './world';

export interface SpaceWatch {
  /** Ends the watch: how often was looked, and every look at which a rule of space was broken. */
  stop(): Promise<{ looks: number; violations: string[] }>;
}

const MIB = 1024 ** 2;

/**
 * Looks at a machine's space as fast as it can, at the record and at the node, until it is stopped. The laws hold at every
 * instant, not only in the end: promises never exceed the budget, volumes never exceed it, and what ZFS was told always
 * has room, `Σ refreservation ≤ reservation ≤ quota`.
 */
export async function watchSpace(world: World, machineId: string, budgetMib: number): Promise<SpaceWatch> {
  const pool = await world.poolOf(machineId);
  const violations: string[] = [];
  const demand = (holds: boolean, what: string) => void (holds || violations.push(what));
  let looks = 0;
  let stopped = false;
  const watch = async (look: () => Promise<void>) => {
    while (!stopped) {
      await look();
      looks++;
      await yieldToOthers();
    }
  };
  const ended = Promise.all([
    watch(async () => demandPromisesFit(await world.vmapi.getVm(machineId), budgetMib, demand)),
    watch(async () => demandZoneFits(await pool.zoneOf(machineId), budgetMib, demand)),
  ]);
  return {
    async stop() {
      stopped = true;
      await ended;
      return { looks, violations };
    },
  };
}

type Demand = (holds: boolean, what: string) => void;

function demandPromisesFit(
  { disks, free_space: freeMib = -1 }: Awaited<ReturnType<World['vmapi']['getVm']>>,
  budgetMib: number,
  demand: Demand,
): void {
  // A disk that grows is charged for where it is going; one that goes or shrinks for what it still has.
  const promisedMib = disks.reduce((sum, { size, target_size = 0 }) => sum + Math.max(size, target_size), 0);
  demand(promisedMib <= budgetMib, `VMAPI has promised ${promisedMib} of ${budgetMib} MiB`);
  demand(freeMib >= 0, `VMAPI says that ${freeMib} MiB are free`);
  demand(disks.length <= 8, `VMAPI has promised ${disks.length} disks`);
}

function demandZoneFits(
  { quota, reservation, volumes }: Awaited<ReturnType<NodePool['zoneOf']>>,
  budgetMib: number,
  demand: Demand,
): void {
  const sizeMib = volumes.reduce((sum, volume) => sum + volume.sizeMib, 0);
  const reserved = volumes.reduce((sum, { reservedBytes }) => sum + reservedBytes, 0);
  demand(sizeMib <= budgetMib, `the volumes have ${sizeMib} of ${budgetMib} MiB`);
  demand(reserved <= reservation, `volumes reserve ${reserved / MIB} MiB of ${reservation / MIB} MiB`);
  demand(reservation <= quota, `the reservation of ${reservation / MIB} MiB is above the quota of ${quota / MIB} MiB`);
}
