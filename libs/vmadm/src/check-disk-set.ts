import { MAX_DISKS } from '@triton/schemas/requested-disk';

import type { ConfigDisk } from './vm-config';
import { VmadmError } from './vmadm-error';

/** Throws when a VM can not have just these disks. */
export function checkDiskSet(disks: readonly ConfigDisk[]): void {
  const bootDisks = disks.filter(({ boot }) => boot);
  if (bootDisks.length > 1) {
    throw new VmadmError('InvalidArgument', `multiple boot disks: ${bootDisks.map(({ path }) => path).join(' ')}`);
  }
  if (disks.filter(({ media }) => media === 'disk').length > MAX_DISKS) {
    throw new VmadmError('InvalidArgument', `VM can not have more than ${MAX_DISKS} disks`);
  }
}
