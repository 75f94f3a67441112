import { ZfsCommandError } from '@triton/zfs/zfs-command-error';

import type { Step } from './step';
import type { VmadmHost } from './vmadm-host';

/** Does one step. What is gone already needs no destroying. */
export async function runStep({ zfs }: VmadmHost, step: Step): Promise<void> {
  switch (step.do) {
    case 'create-root':
      return zfs.createFilesystem(step.dataset, step.settings);
    case 'create-volume': {
      const { volsize, volblocksize, settings } = step;
      return zfs.createVolume(step.dataset, { volsize, volblocksize, properties: settings });
    }
    case 'clone':
      return zfs.clone(step.origin, step.dataset, step.settings);
    case 'set':
      return zfs.set(step.dataset, step.settings);
    case 'rollback':
      return zfs.rollback(step.snapshot, { destroyNewer: true });
    case 'destroy':
      try {
        return await zfs.destroy(step.dataset, { recursive: true });
      } catch (error) {
        if (error instanceof ZfsCommandError && error.isNotFound) return;
        throw error;
      }
  }
}
