import { acquireVmTicket } from './steps/acquire-vm-ticket';
import { putVm } from './steps/put-vm';
import { releaseVmTicket } from './steps/release-vm-ticket';
import { vmDeleteSnapshot } from './steps/vm-delete-snapshot';
import { waitOnVmTicket } from './steps/wait-on-vm-ticket';
import { waitTask } from './steps/wait-task';
import type { VmWorkflow } from './vm-job';

/** A snapshot less. */
export const deleteSnapshot: VmWorkflow = {
  name: 'delete-snapshot',
  version: '1.0.0', // bump with any change of the steps: a queued job finishes on the version it began with
  steps: [acquireVmTicket, waitOnVmTicket, vmDeleteSnapshot, waitTask(vmDeleteSnapshot), putVm, releaseVmTicket],
};
