import { randomUUID } from 'node:crypto';
import { planCreateDisk } from '@triton/flexible-disk/plan-create-disk';
import { CreateVmDiskInput } from '@triton/schemas/create-disk-input';
import { Accepted } from '@triton/schemas/job';
import { endpoint } from '../endpoint';
import { actionInput } from '../vms/action-input';
import { ActionQuery } from '../vms/action-query';
import { admit } from '../vms/admit';
import { askNode } from '../vms/ask-node';
import { demandDiskOperable } from '../vms/demand-disk-operable';
import { demandStopped } from '../vms/demand-stopped';
import { DISK_ACTION_ERRORS } from '../vms/disk-action-errors';
import { diskJob } from '../vms/disk-job';
import { diskSpace } from '../vms/disk-space';
import { promiseDisk } from '../vms/disk-table';
import { slotForNewDisk } from '../vms/slot-for-new-disk';
import { readAction } from '../vms/read-action';
import { VmParams } from '../vms/vm-params';
import { createDisk } from '../workflows/create-disk';

export const createVmDisk = endpoint({
  name: 'CreateVmDisk',
  method: 'post',
  path: '/vms/:uuid',
  action: 'create_disk',
  description: "RFD 154: a new disk out of the VM's free space; `remaining` is all that can be allocated.",
  params: VmParams,
  query: ActionQuery,
  input: actionInput(CreateVmDiskInput),
  bodyFromQuery: true,
  output: Accepted,
  status: 202,
  headers: ['workflow-api'],
  errors: [...DISK_ACTION_ERRORS, 'InsufficientSpace', 'ServiceUnavailable'],
  async handle(context, request) {
    const action = readAction('create_disk', request);
    const { asked, input } = action;
    const { fresh } = await askNode(context, asked.vmUuid);
    return admit(context, asked, async (trx, { vm, disks }) => {
      demandDiskOperable(vm);
      await demandStopped(trx, vm, 'create a disk');
      const size = planCreateDisk(input.size, diskSpace(vm, disks, fresh), disks.length);
      const uuid = input.disk_uuid?.toLowerCase() ?? randomUUID();
      const pci_slot = slotForNewDisk(disks, input.pci_slot);
      const { block_size } = input;
      const added = { uuid, pci_slot, size, model: 'virtio', ...(block_size ? { block_size } : {}) };
      const payload = { add_disks: [added] };
      const job = diskJob({ workflow: createDisk, subtask: 'create_disk', vm, diskUuid: uuid, action, payload });
      await promiseDisk(trx, {
        uuid,
        vm_uuid: vm.uuid,
        pci_slot,
        size,
        job_uuid: job.uuid,
        block_size: block_size ?? null,
      });
      return job;
    });
  },
});
