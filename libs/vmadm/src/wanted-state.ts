import { zoneQuotaBytes } from '@triton/flexible-disk/zone-quota';

import { GIB, MIB } from './bytes';
import type { VolumeSpec } from './intent';
import type { ReservationOf } from './reservations';
import type { RootState, VmDatasets } from './vm-datasets';
import type { VmConfig } from './vm-config';
import { volumePath } from './volume-path';

export interface WantedVolume extends VolumeSpec {
  dataset: string;
  refreservation: number;
  /** What the quota of the zone counts as its reservation: the automatic one, whatever an operator set. */
  charged: number;
}

export type WantedRoot = Pick<RootState, 'quota' | 'reservation' | 'refquota' | 'refreservation'>;

/** What `zones/<uuid>` should look like. All sizes are bytes. */
export interface WantedState {
  dataset: string;
  root: WantedRoot;
  volumes: WantedVolume[];
  /** Volumes that must not be there. */
  gone: string[];
}

/** By dataset, for the volumes that change: what they shall be; null: gone. */
export type VolumeTargets = Readonly<Record<string, VolumeSpec | null>>;

/**
 * The state that `config` asks for, given what is there. A volume has the size it has, except where `targets` says otherwise:
 * a size is never taken back only because somebody changed it behind our back.
 */
export function wantedState(
  config: VmConfig,
  actual: VmDatasets,
  targets: VolumeTargets,
  reservationOf: ReservationOf,
): WantedState {
  const present = new Set(actual.volumes.map(({ dataset }) => dataset));
  const kept = actual.volumes
    .filter(({ dataset }) => targets[dataset] !== null)
    .map((volume): WantedVolume => {
      const { dataset, volsize, volblocksize } = volume;
      const spec = targets[dataset] ?? { volsize, volblocksize };
      const ours = dataset in targets || isDisk(config, dataset);
      // A volume that is no disk of this VM is somebody else's: it counts, and stays as it is.
      return ours
        ? withReservation(config, dataset, spec, reservationOf)
        : { dataset, ...spec, refreservation: volume.refreservation, charged: volume.refreservation };
    });
  const made = Object.entries(targets)
    .filter(([dataset]) => !present.has(dataset))
    .flatMap(([dataset, spec]) => (spec ? [withReservation(config, dataset, spec, reservationOf)] : []));
  const volumes = [...kept, ...made];
  return {
    dataset: `${config.zpool}/${config.uuid}`,
    root: wantedRoot(config, volumes),
    volumes,
    gone: Object.keys(targets).filter((dataset) => targets[dataset] === null && present.has(dataset)),
  };
}

/**
 * RFD 154, "Calculation of ZFS space". Should the disks have outgrown flexible_disk_size by other hands than ours, the
 * zone keeps at least what they reserve.
 */
function wantedRoot(config: VmConfig, volumes: readonly WantedVolume[]): WantedRoot {
  const quotaGib = Math.max(1, config.quota);
  const diskSizeMib = volumes.reduce((total, { volsize }) => total + volsize, 0) / MIB;
  const quota = zoneQuotaBytes({
    quotaGib,
    flexibleSizeMib: config.flexible_disk_size ? Math.max(config.flexible_disk_size, diskSizeMib) : 0,
    volumes: volumes.map(({ volsize, charged }) => ({ volsizeBytes: volsize, refreservationBytes: charged })),
  });
  const refquota = quotaGib * GIB;
  // The last MiB is left for a snapshot of the zone root itself.
  return { quota, reservation: quota, refquota, refreservation: refquota - MIB };
}

function withReservation(
  config: VmConfig,
  dataset: string,
  spec: VolumeSpec,
  reservationOf: ReservationOf,
): WantedVolume {
  const charged = reservationOf(spec);
  const customMib = config.disks.find(({ path }) => path === volumePath(dataset))?.refreservation;
  return { ...spec, dataset, charged, refreservation: customMib === undefined ? charged : customMib * MIB };
}

function isDisk(config: VmConfig, dataset: string): boolean {
  return config.disks.some(({ path }) => path === volumePath(dataset));
}
