import type { VmStep } from '../vm-job';
import { acquireVmTicket } from './acquire-vm-ticket';

/** As for any VM; and a VM that is not made after all gives the space back that CNAPI holds for it. */
export const acquireNewVmTicket: VmStep = {
  ...acquireVmTicket,
  async undo(context, job, results) {
    const waits = await acquireVmTicket.undo?.(context, job, results);
    if (waits) return waits;
    await context.cnapi.releaseAllocation(job.vmUuid);
  },
};
