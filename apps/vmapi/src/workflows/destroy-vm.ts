import { acquireVmTicket } from './steps/acquire-vm-ticket';
import { markDestroyed } from './steps/mark-destroyed';
import { releaseVmTicket } from './steps/release-vm-ticket';
import { vmDestroy } from './steps/vm-destroy';
import { waitOnVmTicket } from './steps/wait-on-vm-ticket';
import { waitTask } from './steps/wait-task';
import type { VmWorkflow } from './vm-job';

/** Destroys a VM and all its disks. */
export const destroyVm: VmWorkflow = {
  name: 'destroy-vm',
  version: '1.0.0', // bump with any change of the steps: a queued job finishes on the version it began with
  steps: [acquireVmTicket, waitOnVmTicket, vmDestroy, waitTask(vmDestroy), markDestroyed, releaseVmTicket],
};
