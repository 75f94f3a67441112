import { acquireVmTicket } from './steps/acquire-vm-ticket';
import { putVm } from './steps/put-vm';
import { releaseVmTicket } from './steps/release-vm-ticket';
import { vmCreateSnapshot } from './steps/vm-create-snapshot';
import { waitOnVmTicket } from './steps/wait-on-vm-ticket';
import { waitTask } from './steps/wait-task';
import type { VmWorkflow } from './vm-job';

/** A snapshot of all disks of a VM. Shipped clients know it by this name. */
export const createSnapshot: VmWorkflow = {
  name: 'snapshot',
  version: '1.0.0', // bump with any change of the steps: a queued job finishes on the version it began with
  steps: [acquireVmTicket, waitOnVmTicket, vmCreateSnapshot, waitTask(vmCreateSnapshot), putVm, releaseVmTicket],
};
