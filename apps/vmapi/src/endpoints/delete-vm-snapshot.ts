import { Accepted } from '@triton/schemas/job';
import { NamedSnapshotInput } from '@triton/schemas/snapshot-input';
import { endpoint } from '../endpoint';
import { actionInput } from '../vms/action-input';
import { ActionQuery } from '../vms/action-query';
import { admitSnapshotChange } from '../vms/admit-snapshot-change';
import { SNAPSHOT_ACTION_ERRORS } from '../vms/snapshot-action-errors';
import { VmParams } from '../vms/vm-params';
import { deleteSnapshot } from '../workflows/delete-snapshot';

export const deleteVmSnapshot = endpoint({
  name: 'DeleteVmSnapshot',
  method: 'post',
  path: '/vms/:uuid',
  action: 'delete_snapshot',
  description: 'Deletes a snapshot. What only it held is free again.',
  params: VmParams,
  query: ActionQuery,
  input: actionInput(NamedSnapshotInput),
  bodyFromQuery: true,
  output: Accepted,
  status: 202,
  headers: ['workflow-api'],
  errors: SNAPSHOT_ACTION_ERRORS,
  handle: (context, request) => admitSnapshotChange(context, 'delete_snapshot', request, deleteSnapshot),
});
