import { VmadmError } from './vmadm-error';

export function snapshotNotFound(uuid: string, name: string): VmadmError {
  return new VmadmError('SnapshotNotFound', `No snapshot named "${name}" for ${uuid}`);
}
