import { planSteps } from './plan-steps';
import { learnReservations } from './reservations';
import { runStep } from './run-step';
import type { VmConfig } from './vm-config';
import type { VmDatasets } from './vm-datasets';
import type { VmadmHost } from './vmadm-host';
import { type VolumeTargets, wantedState } from './wanted-state';

export interface Goal {
  config: VmConfig;
  targets: VolumeTargets;
  /** Bytes that the disks may have together on the way. */
  budgetBytes: number;
}

/** Takes what is there to what the goal says, by the fewest commands; answers how many those were. */
export async function reachState(host: VmadmHost, actual: VmDatasets, goal: Goal): Promise<number> {
  const { config, targets, budgetBytes } = goal;
  const staying = actual.volumes.filter(({ dataset }) => !(dataset in targets));
  const changing = Object.values(targets).flatMap((spec) => spec ?? []);
  const reservationOf = await learnReservations(host, config.uuid, [...staying, ...changing]);
  const steps = planSteps(actual, wantedState(config, actual, targets, reservationOf), budgetBytes);
  for (const step of steps) await runStep(host, step);
  return steps.length;
}
