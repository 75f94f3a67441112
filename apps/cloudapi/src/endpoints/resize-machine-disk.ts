import { planResizeDisk } from '@triton/flexible-disk/plan-resize-disk';
import { reply } from '@triton/http-server/reply';
import type { VmDisk } from '@triton/schemas/disk';
import { ResizeMachineDiskInput } from '@triton/schemas/resize-disk-input';
import type { Vm } from '@triton/schemas/vm';
import { endpoint } from '../endpoint';
import { demandFlexible } from '../machines/demand-flexible';
import { demandStopped } from '../machines/demand-stopped';
import { demandUnprotected } from '../machines/demand-unprotected';
import { DISK_CHANGE_ERRORS } from '../machines/disk-change-errors';
import { diskLocation } from '../machines/disk-location';
import { explainRefusal } from '../machines/explain-refusal';
import { findDisk } from '../machines/find-disk';
import { liveVm } from '../machines/live-vm';
import { MachineParams } from '../machines/machine-params';
import { vmActionOptions } from '../machines/vm-action-options';

// What a VM shows of its free space may be old; only VMAPI, which asks the compute node, refuses for lack of it.
const UNKNOWN_SPACE = { freeSpaceMib: Infinity, allocatableMib: Infinity };

/**
 * ResizeMachineDisk (RFD 154). Growing a disk of a running machine is passed on: whether its guest can notice is the
 * compute node's to know. Shrinking needs the flag, a stopped machine and no deletion protection. A repeat of a request
 * with an Idempotency-Key may find the disk changed again or gone, so all of those are VMAPI's to judge.
 */
export const resizeMachineDisk = endpoint({
  name: 'ResizeMachineDisk',
  method: 'post',
  path: '/:login/machines/:id/disks/:disk_id',
  description: 'Gives a disk another size in MiB. Shrinking loses the data at its end for good.',
  params: MachineParams,
  input: ResizeMachineDiskInput,
  status: 202,
  headers: ['Location', 'x-job-uuid'],
  errors: [...DISK_CHANGE_ERRORS, 'InsufficientSpace', 'CannotDestroyMachine', 'MissingParameter'],
  async handle(context, request) {
    const { caller, params, input } = request;
    const options = vmActionOptions(request);
    const [id, diskId] = [params.id.toLowerCase(), params.disk_id.toLowerCase()];
    const asked = context.vmapi.resizeDisk(id, { ...input, disk_id: diskId }, options);
    const { job_uuid } = await explainRefusal(asked, async () => {
      const vm = await liveVm(context, caller, id);
      if (options.idempotencyKey === undefined) explain(vm, findDisk(vm, diskId), input);
    });
    return reply(undefined, {
      headers: { 'x-job-uuid': job_uuid, Location: diskLocation(caller, id, diskId) },
    });
  },
});

/** A disk that is being changed has a size that nobody knows: of that VMAPI has said all there is to say. */
function explain(vm: Vm, disk: VmDisk, { size, dangerous_allow_shrink }: ResizeMachineDiskInput): void {
  demandFlexible(vm);
  if (disk.state !== 'active') return;
  const growthMib = planResizeDisk(disk.size, size, dangerous_allow_shrink, UNKNOWN_SPACE);
  if (growthMib >= 0) return;
  demandUnprotected(vm, 'shrink a disk of');
  demandStopped(vm);
}
