import { endpoint } from '../endpoint';
import { MACHINE_ACTION_ERRORS } from '../machines/machine-action-errors';
import { MachineParams } from '../machines/machine-params';
import { setProtection } from '../machines/set-protection';

export const disableMachineDeletionProtection = endpoint({
  name: 'DisableMachineDeletionProtection',
  method: 'post',
  path: '/:login/machines/:id',
  action: 'disable_deletion_protection',
  description: 'Lifts deletion protection.',
  params: MachineParams,
  status: 202,
  headers: ['x-job-uuid'],
  errors: MACHINE_ACTION_ERRORS,
  handle: (context, request) => setProtection(context, request, false),
});
