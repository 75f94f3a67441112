import { automaticRefreservation, type ParityVdev } from '@triton/flexible-disk/automatic-refreservation';
import { mibToBytes } from '@triton/flexible-disk/mib-to-bytes';

export interface WantedVm {
  /** MiB. */
  ram: number;
  /** MiB; present: a flexible disk instance, which may fill it with disks of any sizes later. */
  flexible_disk_size?: number | undefined;
  /** GiB, of the zone root. */
  quota?: number | undefined;
  disks?: readonly { size?: number | undefined; block_size?: number | undefined }[] | undefined;
  cpu_cap?: number | undefined;
  vcpus?: number | undefined;
}

export interface WantedSpace {
  diskMib: number;
  ramMib: number;
  /** Hundredths of a core. */
  cpu: number;
}

/** The platform's default for a bhyve VM. */
const DEFAULT_QUOTA_GIB = 1;
const DEFAULT_BLOCK_SIZE = 8192;
const MIB = 1024 ** 2;

/**
 * What the node will reserve for the VM (RFD 154, "Calculation of ZFS space"): the zone root, the disks or the whole
 * flexible space, and the metadata of the volumes, which the owner does not pay for. Of a flexible instance the space that
 * no disk has yet counts as one more disk, so that it can be used in full later.
 *
 * @param imageSizeMib what a first disk without a size gets
 * @param vdevs parity vdevs of the server's pool: the same volume reserves more on RAID-Z
 */
export function wantedSpace(vm: WantedVm, imageSizeMib: number, vdevs: readonly ParityVdev[]): WantedSpace {
  const disks = (vm.disks ?? []).map(({ size, block_size }, index) => ({
    sizeMib: size ?? (index === 0 ? imageSizeMib : 0),
    blockSize: block_size ?? DEFAULT_BLOCK_SIZE,
  }));
  const given = sum(disks.map(({ sizeMib }) => sizeMib));
  const data = Math.max(given, vm.flexible_disk_size ?? 0);
  if (data > given) disks.push({ sizeMib: data - given, blockSize: DEFAULT_BLOCK_SIZE });
  const metadataBytes = sum(disks.map(({ sizeMib, blockSize }) => metadataOf(sizeMib, blockSize, vdevs)));
  return {
    diskMib: data + (vm.quota ?? DEFAULT_QUOTA_GIB) * 1024 + Math.ceil(metadataBytes / MIB),
    ramMib: vm.ram,
    cpu: vm.cpu_cap ?? (vm.vcpus ?? 1) * 100,
  };
}

function metadataOf(sizeMib: number, volblocksize: number, vdevs: readonly ParityVdev[]): number {
  if (sizeMib === 0) return 0;
  const volsize = mibToBytes(sizeMib);
  // A parity pool's nominal data can be less than the blocks; the promise never is.
  return Math.max(0, automaticRefreservation({ volsize, volblocksize, vdevs }) - volsize);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
