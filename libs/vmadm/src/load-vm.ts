import { loadVmState } from './load-vm-state';
import { toVm } from './to-vm';
import type { Vm } from './vm';
import type { VmadmHost } from './vmadm-host';

/** The VM as `vmadm get` shows it. Changes nothing and waits for nobody, also while the VM is being changed. */
export async function loadVm(host: VmadmHost, uuid: string): Promise<Vm> {
  const { config, datasets } = await loadVmState(host, uuid);
  return toVm(config, datasets);
}
