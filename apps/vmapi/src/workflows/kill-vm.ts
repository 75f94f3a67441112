import { acquireVmTicket } from './steps/acquire-vm-ticket';
import { putVm } from './steps/put-vm';
import { releaseVmTicket } from './steps/release-vm-ticket';
import { vmKill } from './steps/vm-kill';
import { waitOnVmTicket } from './steps/wait-on-vm-ticket';
import { waitTask } from './steps/wait-task';
import type { VmWorkflow } from './vm-job';

/** A signal to a VM's process. */
export const killVm: VmWorkflow = {
  name: 'kill-vm',
  version: '1.0.0', // bump with any change of the steps: a queued job finishes on the version it began with
  steps: [acquireVmTicket, waitOnVmTicket, vmKill, waitTask(vmKill), putVm, releaseVmTicket],
};
