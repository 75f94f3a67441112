import { planDeleteDisk } from '@triton/flexible-disk/plan-delete-disk';
import { DeleteVmDiskInput } from '@triton/schemas/delete-disk-input';
import { Accepted } from '@triton/schemas/job';
import { endpoint } from '../endpoint';
import { actionInput } from '../vms/action-input';
import { ActionQuery } from '../vms/action-query';
import { admit } from '../vms/admit';
import { demandDiskOperable } from '../vms/demand-disk-operable';
import { demandStopped } from '../vms/demand-stopped';
import { demandUnprotected } from '../vms/demand-unprotected';
import { DISK_ACTION_ERRORS } from '../vms/disk-action-errors';
import { diskJob } from '../vms/disk-job';
import { startDelete } from '../vms/disk-table';
import { findDisk } from '../vms/find-disk';
import { readAction } from '../vms/read-action';
import { VmParams } from '../vms/vm-params';
import { deleteDisk } from '../workflows/delete-disk';

export const deleteVmDisk = endpoint({
  name: 'DeleteVmDisk',
  method: 'post',
  path: '/vms/:uuid',
  action: 'delete_disk',
  description:
    'RFD 154: deletes any disk but the boot disk. Its space is free again when the compute node has let it go.',
  params: VmParams,
  query: ActionQuery,
  input: actionInput(DeleteVmDiskInput),
  bodyFromQuery: true,
  output: Accepted,
  status: 202,
  headers: ['workflow-api'],
  errors: [...DISK_ACTION_ERRORS, 'CannotDestroyMachine'],
  async handle(context, request) {
    const action = readAction('delete_disk', request);
    const { asked, input } = action;
    return admit(context, asked, async (trx, { vm, disks }) => {
      demandDiskOperable(vm);
      const disk = findDisk(disks, input);
      planDeleteDisk(disk);
      demandUnprotected(vm, 'delete a disk');
      await demandStopped(trx, vm, 'delete a disk');
      const { uuid } = disk;
      const payload = { remove_disks: [uuid] };
      const job = diskJob({ workflow: deleteDisk, subtask: 'delete_disk', vm, diskUuid: uuid, action, payload });
      await startDelete(trx, uuid, job.uuid);
      return job;
    });
  },
});
