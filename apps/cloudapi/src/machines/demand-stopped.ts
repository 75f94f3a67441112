import type { Vm } from '@triton/schemas/vm';
import { vmMustBeStopped } from './vm-must-be-stopped';

/** Throws unless the VM is down: bhyve has no hot add and remove of disks (RFD 154, "Platform limitations"). */
export function demandStopped({ state }: Pick<Vm, 'state'>): void {
  if (state !== 'stopped') throw vmMustBeStopped();
}
