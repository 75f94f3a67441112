import path from 'node:path';

import { withFileLock } from './file-lock';
import type { VmadmHost } from './vmadm-host';

/** Runs `work` while nobody else, in this process or another, changes the VM. */
export function withVmLock<T>(host: VmadmHost, uuid: string, work: () => Promise<T>): Promise<T> {
  return withFileLock(path.join(host.configs.directory, `${uuid}.lock`), work);
}
