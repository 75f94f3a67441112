import { automaticRefreservation } from '@triton/flexible-disk/automatic-refreservation';

import type { VmadmHost } from './vmadm-host';

export interface Geometry {
  /** Bytes. */
  volsize: number;
  volblocksize: number;
}

/** Bytes that ZFS reserves for a volume with `refreservation=auto`. */
export type ReservationOf = (geometry: Geometry) => number;

/** A geometry, and the reservation that a volume of this pool is known to have with it. */
export interface KnownGeometry extends Geometry {
  refreservation?: number;
}

/**
 * Makes the automatic reservations of `geometries` known. Where the pool's layout is not, our own number for a pool without parity
 * is believed when an existing volume has just that; all others are asked of ZFS by a dry run.
 */
export async function learnReservations(
  host: VmadmHost,
  uuid: string,
  geometries: readonly KnownGeometry[],
): Promise<ReservationOf> {
  const { vdevs } = host;
  if (vdevs !== undefined) return (geometry) => automaticRefreservation({ ...geometry, vdevs });
  const known = answersOf(host);
  for (const { refreservation, ...geometry } of geometries) {
    if (automaticRefreservation(geometry) === refreservation) known.set(keyOf(geometry), refreservation);
  }
  for (const { volsize, volblocksize } of geometries) {
    const key = keyOf({ volsize, volblocksize });
    if (known.has(key)) continue;
    const asked = await host.zfs.plannedRefreservation(`${host.pool}/${uuid}.planned`, { volsize, volblocksize });
    known.set(key, asked);
  }
  return (geometry) => known.get(keyOf(geometry)) ?? automaticRefreservation(geometry);
}

// A pool gives one answer for one geometry, so it is asked once.
const answers = new WeakMap<VmadmHost, Map<string, number>>();

function answersOf(host: VmadmHost): Map<string, number> {
  let known = answers.get(host);
  if (!known) answers.set(host, (known = new Map()));
  return known;
}

function keyOf({ volsize, volblocksize }: Geometry): string {
  return `${volsize}/${volblocksize}`;
}
