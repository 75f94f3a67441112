import { jobsToLineUp } from '../../jobs/jobs-to-line-up';
import type { VmStep } from '../vm-job';
import { readTicket } from './read-ticket';

/**
 * Takes the job's place in the line of those who want to change the VM, behind all that were admitted before it: whose
 * place is not taken yet gets it now, whichever runner comes first. The job's uuid is the key: twice is one ticket.
 */
export const acquireVmTicket: VmStep = {
  name: 'cnapi.acquire_vm_ticket',
  repeatable: true,
  async run({ cnapi, db }, { jobUuid, vmUuid, serverUuid }) {
    const placeOf = (job: string) =>
      cnapi.createTicket(serverUuid, { scope: 'vm', id: vmUuid, action: 'update', key: job, waiter: job });
    for (const before of await jobsToLineUp(db, jobUuid)) await placeOf(before);
    const { uuid, queue } = await placeOf(jobUuid);
    const mine = queue.find((ticket) => ticket.uuid === uuid);
    return { uuid, active: mine?.status === 'active' };
  },
  async undo({ cnapi }, { jobUuid, vmUuid, serverUuid }, results) {
    const ticket = readTicket(results);
    // The line may have been joined although we never heard so: ask again under the same key.
    const uuid =
      ticket?.uuid ??
      (await cnapi.createTicket(serverUuid, { scope: 'vm', id: vmUuid, action: 'update', key: jobUuid })).uuid;
    await cnapi.releaseTicket(uuid);
  },
};
