import { acquireVmTicket } from './steps/acquire-vm-ticket';
import { putVm } from './steps/put-vm';
import { releaseVmTicket } from './steps/release-vm-ticket';
import { vmRollbackSnapshot } from './steps/vm-rollback-snapshot';
import { waitOnVmTicket } from './steps/wait-on-vm-ticket';
import { waitTask } from './steps/wait-task';
import type { VmWorkflow } from './vm-job';

/** All disks of a VM back to a snapshot. Shipped clients know it by this name. */
export const rollbackSnapshot: VmWorkflow = {
  name: 'rollback',
  version: '1.0.0', // bump with any change of the steps: a queued job finishes on the version it began with
  steps: [acquireVmTicket, waitOnVmTicket, vmRollbackSnapshot, waitTask(vmRollbackSnapshot), putVm, releaseVmTicket],
};
