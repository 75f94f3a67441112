import { acquireVmTicket } from './steps/acquire-vm-ticket';
import { putVm } from './steps/put-vm';
import { releaseVmTicket } from './steps/release-vm-ticket';
import { vmReprovision } from './steps/vm-reprovision';
import { waitOnVmTicket } from './steps/wait-on-vm-ticket';
import { waitTask } from './steps/wait-task';
import type { VmWorkflow } from './vm-job';

/** A VM with a fresh boot disk. */
export const reprovisionVm: VmWorkflow = {
  name: 'reprovision-vm',
  version: '1.0.0', // bump with any change of the steps: a queued job finishes on the version it began with
  steps: [acquireVmTicket, waitOnVmTicket, vmReprovision, waitTask(vmReprovision), putVm, releaseVmTicket],
};
