import { endpoint } from '../endpoint';
import { MACHINE_ACTION_ERRORS } from '../machines/machine-action-errors';
import { MachineParams } from '../machines/machine-params';
import { setFirewall } from '../machines/set-firewall';

export const disableMachineFirewall = endpoint({
  name: 'DisableMachineFirewall',
  method: 'post',
  path: '/:login/machines/:id',
  action: 'disable_firewall',
  description: 'Turns the firewall of a machine off.',
  params: MachineParams,
  status: 202,
  otherStatuses: { 410: 'The machine is deleted.' },
  headers: ['x-job-uuid'],
  errors: MACHINE_ACTION_ERRORS,
  handle: (context, request) => setFirewall(context, request, false),
});
