import { planResizeDisk } from '@triton/flexible-disk/plan-resize-disk';
import { Accepted } from '@triton/schemas/job';
import { ResizeVmDiskInput } from '@triton/schemas/resize-disk-input';
import { endpoint } from '../endpoint';
import { actionInput } from '../vms/action-input';
import { ActionQuery } from '../vms/action-query';
import { admit } from '../vms/admit';
import { askNode } from '../vms/ask-node';
import { demandDiskOperable } from '../vms/demand-disk-operable';
import { demandGrowable } from '../vms/demand-growable';
import { demandStopped } from '../vms/demand-stopped';
import { demandUnprotected } from '../vms/demand-unprotected';
import { DISK_ACTION_ERRORS } from '../vms/disk-action-errors';
import { diskJob } from '../vms/disk-job';
import { diskSpace } from '../vms/disk-space';
import { startResize } from '../vms/disk-table';
import { findDisk } from '../vms/find-disk';
import { readAction } from '../vms/read-action';
import { VmParams } from '../vms/vm-params';
import { resizeDisk } from '../workflows/resize-disk';

export const resizeVmDisk = endpoint({
  name: 'ResizeVmDisk',
  method: 'post',
  path: '/vms/:uuid',
  action: 'resize_disk',
  description: 'RFD 154: growing takes free space; shrinking must be allowed in so many words, for it loses data.',
  params: VmParams,
  query: ActionQuery,
  input: actionInput(ResizeVmDiskInput),
  bodyFromQuery: true,
  output: Accepted,
  status: 202,
  headers: ['workflow-api'],
  errors: [...DISK_ACTION_ERRORS, 'InsufficientSpace', 'CannotDestroyMachine', 'ServiceUnavailable'],
  async handle(context, request) {
    const action = readAction('resize_disk', request);
    const { asked, input } = action;
    const { fresh, onlineGrow } = await askNode(context, asked.vmUuid);
    return admit(context, asked, async (trx, { vm, disks }) => {
      demandDiskOperable(vm);
      const { uuid, size: oldSize } = findDisk(disks, input);
      const { size, dangerous_allow_shrink } = input;
      const growthMib = planResizeDisk(oldSize, size, dangerous_allow_shrink, diskSpace(vm, disks, fresh));
      if (growthMib < 0) {
        demandUnprotected(vm, 'shrink a disk');
        await demandStopped(trx, vm, 'shrink a disk');
      } else {
        demandGrowable(vm, onlineGrow);
      }
      const resized = { uuid, size, ...(dangerous_allow_shrink ? { dangerous_allow_shrink } : {}) };
      const payload = { update_disks: [resized] };
      const job = diskJob({ workflow: resizeDisk, subtask: 'resize_disk', vm, diskUuid: uuid, action, payload });
      await startResize(trx, uuid, size, job.uuid);
      return job;
    });
  },
});
