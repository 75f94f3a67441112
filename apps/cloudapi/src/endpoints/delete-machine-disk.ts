import { planDeleteDisk } from '@triton/flexible-disk/plan-delete-disk';
import { reply } from '@triton/http-server/reply';
import { endpoint } from '../endpoint';
import { demandFlexible } from '../machines/demand-flexible';
import { demandStopped } from '../machines/demand-stopped';
import { demandUnprotected } from '../machines/demand-unprotected';
import { DISK_CHANGE_ERRORS } from '../machines/disk-change-errors';
import { explainRefusal } from '../machines/explain-refusal';
import { findDisk } from '../machines/find-disk';
import { liveVm } from '../machines/live-vm';
import { MachineParams } from '../machines/machine-params';
import { vmActionOptions } from '../machines/vm-action-options';

/**
 * DeleteMachineDisk (RFD 154): any disk but the boot disk, of a stopped machine without deletion protection. A repeat of
 * a request with an Idempotency-Key finds the disk gone, so for those VMAPI alone says whether there is such a disk.
 */
export const deleteMachineDisk = endpoint({
  name: 'DeleteMachineDisk',
  method: 'delete',
  path: '/:login/machines/:id/disks/:disk_id',
  description: 'Deletes a data disk.',
  params: MachineParams,
  status: 204,
  headers: ['x-job-uuid'],
  errors: [...DISK_CHANGE_ERRORS, 'CannotDestroyMachine'],
  async handle(context, request) {
    const { caller, params } = request;
    const options = vmActionOptions(request);
    const [id, disk_id] = [params.id.toLowerCase(), params.disk_id.toLowerCase()];
    const { job_uuid } = await explainRefusal(context.vmapi.deleteDisk(id, { disk_id }, options), async () => {
      const vm = await liveVm(context, caller, id);
      if (options.idempotencyKey !== undefined) return;
      demandFlexible(vm);
      planDeleteDisk(findDisk(vm, disk_id));
      demandUnprotected(vm, 'delete a disk of');
      demandStopped(vm);
    });
    return reply(undefined, { headers: { 'x-job-uuid': job_uuid } });
  },
});
