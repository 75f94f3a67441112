import { ConflictError } from '@triton/errors/conflict-error';
import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import { ValidationFailedError } from '@triton/errors/validation-failed-error';
import type { DiskRow } from '../tables';

export interface DiskName {
  disk_id?: string;
  pci_slot?: string;
}

/**
 * The disk that a request means by id (RFD 154) or by slot (shipped clients). Throws ValidationFailed when it names
 * none, ResourceNotFound when there is no such disk, Conflict while another operation on the disk has not finished.
 */
export function findDisk(disks: readonly DiskRow[], { disk_id, pci_slot }: DiskName): DiskRow {
  if (disk_id === undefined && pci_slot === undefined) {
    const message = 'is required (or pci_slot)';
    throw new ValidationFailedError('Invalid Parameters', [{ field: 'disk_id', code: 'MissingParameter', message }]);
  }
  const disk = disks.find(
    (candidate) =>
      (disk_id === undefined || candidate.uuid === disk_id.toLowerCase()) &&
      (pci_slot === undefined || candidate.pci_slot === pci_slot),
  );
  if (!disk) throw new ResourceNotFoundError('Disk not found');
  if (disk.state !== 'active') {
    throw new ConflictError(`disk ${disk.uuid} is ${disk.state}: wait for job ${disk.job_uuid ?? ''} to finish`);
  }
  return disk;
}
