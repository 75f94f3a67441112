import { acquireNewVmTicket } from './steps/acquire-new-vm-ticket';
import { putVm } from './steps/put-vm';
import { releaseVmTicket } from './steps/release-vm-ticket';
import { vmProvision } from './steps/vm-provision';
import { waitOnVmTicket } from './steps/wait-on-vm-ticket';
import { waitTask } from './steps/wait-task';
import type { VmWorkflow } from './vm-job';

/** A new VM on the compute node that was chosen for it. */
export const provision: VmWorkflow = {
  name: 'provision',
  version: '1.0.0', // bump with any change of the steps: a queued job finishes on the version it began with
  steps: [acquireNewVmTicket, waitOnVmTicket, vmProvision, waitTask(vmProvision), putVm, releaseVmTicket],
};
