import { acquireVmTicket } from './steps/acquire-vm-ticket';
import { putVm } from './steps/put-vm';
import { releaseGrowth } from './steps/release-growth';
import { releaseVmTicket } from './steps/release-vm-ticket';
import { reserveGrowth } from './steps/reserve-growth';
import { vmUpdate } from './steps/vm-update';
import { waitOnVmTicket } from './steps/wait-on-vm-ticket';
import { waitTask } from './steps/wait-task';
import type { VmWorkflow } from './vm-job';

/** A VM with another package, or another flexible size (RFD 154, "Relation to VM resize"). */
export const resizeVm: VmWorkflow = {
  name: 'resize-vm',
  version: '1.0.0', // bump with any change of the steps: a queued job finishes on the version it began with
  steps: [
    acquireVmTicket,
    waitOnVmTicket,
    reserveGrowth,
    vmUpdate,
    waitTask(vmUpdate),
    putVm,
    releaseGrowth,
    releaseVmTicket,
  ],
};
