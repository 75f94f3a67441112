import type { Context } from '../context';
import { changeMachine, type MachineChangeRequest } from './change-machine';

/** Turns the firewall flag on or off. */
export function setFirewall(context: Context, request: MachineChangeRequest, isWanted: boolean) {
  return changeMachine(context, request, ({ uuid }, options) =>
    context.vmapi.updateVm(uuid, { firewall_enabled: isWanted }, options),
  );
}
