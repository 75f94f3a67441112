import { MIB } from './bytes';
import type { VmDatasets, VolumeState } from './vm-datasets';

/**
 * Bytes that a snapshot of the volume takes from its VM at once: what was written to it is no longer the volume's to
 * overwrite, and the reservation promises room to write it all again.
 */
export function snapshotHoldBytes({ written, refreservation }: VolumeState): number {
  return Math.min(written, refreservation);
}

/** The same for a snapshot of the whole VM, in MiB and rounded up. */
export function snapshotHoldMib({ volumes }: VmDatasets): number {
  const bytes = volumes.reduce((total, volume) => total + snapshotHoldBytes(volume), 0);
  return Math.ceil(bytes / MIB);
}
