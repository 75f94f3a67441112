import { reply } from '@triton/http-server/reply';
import { CreateMachineDiskInput } from '@triton/schemas/create-disk-input';
import { endpoint } from '../endpoint';
import { demandFlexible } from '../machines/demand-flexible';
import { demandStopped } from '../machines/demand-stopped';
import { DISK_CHANGE_ERRORS } from '../machines/disk-change-errors';
import { diskLocation } from '../machines/disk-location';
import { liveVm } from '../machines/live-vm';
import { MachineParams } from '../machines/machine-params';
import { vmActionOptions } from '../machines/vm-action-options';

/**
 * CreateMachineDisk (RFD 154). What is checked here is checked for its message; VMAPI decides, with the space as its
 * ledger and the compute node have it. A request with an Idempotency-Key goes straight to VMAPI: it may be a repeat, and
 * its answer is then the first one's, whatever state the machine is in by now.
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
    const vm = await liveVm(context, caller, params.id);
    if (options.idempotencyKey === undefined) {
      demandFlexible(vm);
      demandStopped(vm);
    }
    const { job_uuid, disk_uuid = '' } = await context.vmapi.createDisk(vm.uuid, input, options);
    return reply(undefined, {
      headers: { 'x-job-uuid': job_uuid, Location: diskLocation(caller, vm.uuid, disk_uuid) },
    });
  },
});
