import { planSnapshot } from '@triton/flexible-disk/plan-snapshot';
import { Accepted } from '@triton/schemas/job';
import { CreateVmSnapshotInput } from '@triton/schemas/snapshot-input';
import { endpoint } from '../endpoint';
import { actionInput } from '../vms/action-input';
import { ActionQuery } from '../vms/action-query';
import { admit } from '../vms/admit';
import { askNode } from '../vms/ask-node';
import { demandDiskOperable } from '../vms/demand-disk-operable';
import { diskSpace } from '../vms/disk-space';
import { demandNewSnapshot } from '../vms/find-snapshot';
import { readAction } from '../vms/read-action';
import { SNAPSHOT_ACTION_ERRORS } from '../vms/snapshot-action-errors';
import { snapshotNameAt } from '../vms/snapshot-name-at';
import { vmJobDraft } from '../vms/vm-job-draft';
import { VmParams } from '../vms/vm-params';
import { promiseOfVm } from '../vms/vm-promises';
import { createSnapshot } from '../workflows/create-snapshot';

export const createVmSnapshot = endpoint({
  name: 'CreateVmSnapshot',
  method: 'post',
  path: '/vms/:uuid',
  action: 'create_snapshot',
  description:
    'RFD 154, "Relation to snapshots": a snapshot of all disks at one instant, of a running VM too. What was written to the ' +
    'disks since the last one must fit into what can be allocated. Without a name it is the moment.',
  params: VmParams,
  query: ActionQuery,
  input: actionInput(CreateVmSnapshotInput),
  bodyFromQuery: true,
  output: Accepted,
  status: 202,
  headers: ['workflow-api'],
  errors: [...SNAPSHOT_ACTION_ERRORS, 'InsufficientSpace', 'ServiceUnavailable'],
  async handle(context, request) {
    const action = readAction('create_snapshot', request);
    const { asked, input } = action;
    const { fresh } = await askNode(context, asked.vmUuid, { forSnapshot: true });
    return admit(context, asked, async (trx, { vm, disks }) => {
      demandDiskOperable(vm);
      const snapshot_name = input.snapshot_name ?? snapshotNameAt(new Date());
      demandNewSnapshot(vm, snapshot_name);
      const hold_mib = fresh?.snapshotHoldMib ?? 0;
      planSnapshot(hold_mib, diskSpace(vm, disks, fresh));
      const names = { snapshot_name };
      const job = vmJobDraft({
        action,
        workflow: createSnapshot,
        task: 'snapshot',
        vm,
        payload: names,
        params: names,
      });
      await promiseOfVm(trx, vm.uuid, job.uuid, { hold_mib, snapshot_name });
      return { ...job, snapshotName: snapshot_name };
    });
  },
});
