import { Accepted } from '@triton/schemas/job';
import { NamedSnapshotInput } from '@triton/schemas/snapshot-input';
import { endpoint } from '../endpoint';
import { actionInput } from '../vms/action-input';
import { ActionQuery } from '../vms/action-query';
import { admitSnapshotChange } from '../vms/admit-snapshot-change';
import { SNAPSHOT_ACTION_ERRORS } from '../vms/snapshot-action-errors';
import { VmParams } from '../vms/vm-params';
import { rollbackSnapshot } from '../workflows/rollback-snapshot';

export const rollbackVmSnapshot = endpoint({
  name: 'RollbackVmSnapshot',
  method: 'post',
  path: '/vms/:uuid',
  action: 'rollback_snapshot',
  description:
    'Brings all disks back to a snapshot, stops a running VM for it and starts the VM afterwards. Newer snapshots are lost. The job fails when the disks, with the sizes they had then, would not fit the flexible size.',
  params: VmParams,
  query: ActionQuery,
  input: actionInput(NamedSnapshotInput),
  bodyFromQuery: true,
  output: Accepted,
  status: 202,
  headers: ['workflow-api'],
  errors: SNAPSHOT_ACTION_ERRORS,
  handle: (context, request) => admitSnapshotChange(context, 'rollback_snapshot', request, rollbackSnapshot),
});
