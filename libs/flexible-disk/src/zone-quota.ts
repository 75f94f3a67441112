import { mibToBytes } from './mib-to-bytes';

export interface ZoneQuotaFacts {
  /** The VM's `quota`, which mirrors the zone root's refquota (not its quota). */
  quotaGib: number;
  /** Absent or 0: not a flexible disk instance; its zone then holds just what its disks reserve. */
  flexibleSizeMib?: number | undefined;
  volumes: readonly { volsizeBytes: number; refreservationBytes: number }[];
}

/**
 * What ZFS `quota` and `reservation` of `zones/<uuid>` are set to, in bytes (RFD 154, "Calculation of ZFS space"):
 *
 *     zfs.reservation = zfs.quota = VM.quota + VM.flexible_disk_size + DISK_RESV − DISK_SIZE
 *
 * The metadata of the volumes (DISK_RESV − DISK_SIZE) is overhead that the owner does not pay for.
 */
export function zoneQuotaBytes({ quotaGib, flexibleSizeMib, volumes }: ZoneQuotaFacts): number {
  const diskSize = volumes.reduce((total, { volsizeBytes }) => total + volsizeBytes, 0);
  const diskResv = volumes.reduce((total, { refreservationBytes }) => total + refreservationBytes, 0);
  const quota = mibToBytes(quotaGib * 1024);
  return flexibleSizeMib ? quota + mibToBytes(flexibleSizeMib) + diskResv - diskSize : quota + diskResv;
}
