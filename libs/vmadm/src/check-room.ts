import type { Change } from './change-vm';
import { checkBudget } from './check-budget';
import { learnReservations } from './reservations';
import type { VmDatasets } from './vm-datasets';
import type { VmadmHost } from './vmadm-host';
import { type VolumeTargets, wantedState } from './wanted-state';

/** Refuses a change for which there is no room, before anything is touched. */
export async function checkRoom(host: VmadmHost, { from, to, volumes }: Change, actual: VmDatasets): Promise<void> {
  if (!to) return;
  const targets: VolumeTargets = Object.fromEntries(
    Object.entries(volumes).map(([dataset, { to: spec }]) => [dataset, spec ?? null]),
  );
  const geometries = [...actual.volumes, ...Object.values(targets).flatMap((spec) => spec ?? [])];
  const reservationOf = await learnReservations(host, to.uuid, geometries);
  checkBudget({ from, to, actual, wanted: wantedState(to, actual, targets, reservationOf) });
}
