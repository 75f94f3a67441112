import { endpoint } from '../endpoint';
import { MACHINE_ACTION_ERRORS } from '../machines/machine-action-errors';
import { MachineParams } from '../machines/machine-params';
import { setFirewall } from '../machines/set-firewall';

export const enableMachineFirewall = endpoint({
  name: 'EnableMachineFirewall',
  method: 'post',
  path: '/:login/machines/:id',
  action: 'enable_firewall',
  description: 'Turns the firewall of a machine on.',
  params: MachineParams,
  status: 202,
  otherStatuses: { 410: 'The machine is deleted.' },
  headers: ['x-job-uuid'],
  errors: MACHINE_ACTION_ERRORS,
  handle: (context, request) => setFirewall(context, request, true),
});
