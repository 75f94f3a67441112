import { VmadmError } from './vmadm-error';

export function checkSnapshotName(name: string): void {
  if (!/^[A-Za-z0-9_.:%-]{1,64}$/.test(name)) throw new VmadmError('InvalidArgument', 'Invalid snapshot name');
}
