import { WorkflowRegistry } from '@triton/workflow/workflow-registry';
import type { Context } from '../context';
import { createDisk } from './create-disk';
import { createSnapshot } from './create-snapshot';
import { deleteDisk } from './delete-disk';
import { deleteSnapshot } from './delete-snapshot';
import { destroyVm } from './destroy-vm';
import { killVm } from './kill-vm';
import { provision } from './provision';
import { rebootVm } from './reboot-vm';
import { reprovisionVm } from './reprovision-vm';
import { resizeDisk } from './resize-disk';
import { resizeVm } from './resize-vm';
import { rollbackSnapshot } from './rollback-snapshot';
import { startVm } from './start-vm';
import { stopVm } from './stop-vm';
import { updateVm } from './update-vm';
import type { VmJob } from './vm-job';

/** Every workflow a runner may meet. A version stays until no unfinished job names it. */
export const vmWorkflows = new WorkflowRegistry<Context, VmJob>([
  provision,
  startVm,
  stopVm,
  rebootVm,
  updateVm,
  destroyVm,
  createDisk,
  resizeDisk,
  deleteDisk,
  createSnapshot,
  rollbackSnapshot,
  deleteSnapshot,
  resizeVm,
  killVm,
  reprovisionVm,
]);
