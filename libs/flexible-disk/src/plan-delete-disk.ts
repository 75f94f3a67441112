import { InvalidArgumentError } from '@triton/errors/invalid-argument-error';

/** Throws InvalidArgument for the boot disk: only data disks can be deleted (RFD 154, DeleteMachineDisk). */
export function planDeleteDisk(disk: { uuid: string; boot: boolean }): void {
  if (!disk.boot) return;
  throw new InvalidArgumentError(`disk ${disk.uuid} is the boot disk and cannot be deleted`, [
    { field: 'disk_id', code: 'Invalid', message: 'is the boot disk' },
  ]);
}
