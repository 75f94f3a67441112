import type { VmStep } from '../vm-job';
import { demandTicket } from './read-ticket';

/** Lets the next change of the VM go ahead. */
export const releaseVmTicket: VmStep = {
  name: 'cnapi.release_vm_ticket',
  async run({ cnapi }, _job, results) {
    await cnapi.releaseTicket(demandTicket(results).uuid);
    return 'OK';
  },
};
