import { reply } from '@triton/http-server/reply';
import { CreateMachineDiskInput } from '@triton/schemas/create-disk-input';
import { endpoint } from '../endpoint';
import { demandFlexible } from '../machines/demand-flexible';
import { demandStopped } from '../machines/demand-stopped';
import { DISK_CHANGE_ERRORS } from '../machines/disk-change-errors';
import { diskLocation } from '../machines/disk-location';
import { explainRefusal } from '../machines/explain-refusal';
import { liveVm } from '../machines/live-vm';
import { MachineParams } from '../machines/machine-params';
import { vmActionOptions } from '../machines/vm-action-options';

/**
 * CreateMachineDisk (RFD 154). VMAPI decides, with the space as its ledger and the compute node have it. The refusal of a
 * request with an Idempotency-Key stands as it is: the machine may be another by now than when the key was first used.
 */
export const createMachineDisk = endpoint({
  name: 'CreateMachineDisk',
  method: 'post',
  path: '/:login/machines/:id/disks',
  description: 'Adds a disk to a stopped flexible machine, of so many MiB or of all the space that remains.',
  params: MachineParams,
  input: CreateMachineDiskInput,
  status: 202,
  headers: ['Location', 'x-job-uuid'],
  errors: [...DISK_CHANGE_ERRORS, 'InsufficientSpace', 'MissingParameter'],
  async handle(context, request) {
    const { caller, params, input } = request;
    const options = vmActionOptions(request);
    const id = params.id.toLowerCase();
    const { job_uuid, disk_uuid } = await explainRefusal(context.vmapi.createDisk(id, input, options), async () => {
      const vm = await liveVm(context, caller, id);
      if (options.idempotencyKey !== undefined) return;
      demandFlexible(vm);
      demandStopped(vm);
    });
    return reply(undefined, {
      headers: { 'x-job-uuid': job_uuid, Location: diskLocation(caller, id, disk_uuid) },
    });
  },
});
