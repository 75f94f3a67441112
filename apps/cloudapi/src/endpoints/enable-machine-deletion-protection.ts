import { endpoint } from '../endpoint';
import { MACHINE_ACTION_ERRORS } from '../machines/machine-action-errors';
import { MachineParams } from '../machines/machine-params';
import { setProtection } from '../machines/set-protection';

export const enableMachineDeletionProtection = endpoint({
  name: 'EnableMachineDeletionProtection',
  method: 'post',
  path: '/:login/machines/:id',
  action: 'enable_deletion_protection',
  description: 'Keeps a machine and its disks from being deleted, and its disks from being shrunk.',
  params: MachineParams,
  status: 202,
  headers: ['x-job-uuid'],
  errors: MACHINE_ACTION_ERRORS,
  handle: (context, request) => setProtection(context, request, true),
});
