import { loadVmState } from './load-vm-state';
import { snapshotHoldMib } from './snapshot-hold';
import { toVm } from './to-vm';
import type { Vm } from './vm';
import type { VmadmHost } from './vmadm-host';

/**
 * The VM as `vmadm get` shows it, and what one more snapshot would hold at once, in MiB: for those who decide whether there
 * is room for it. Guests move that number with every write, so it is no part of what a VM is.
 */
export async function loadVmWithHold(host: VmadmHost, uuid: string): Promise<Vm & { snapshot_hold: number }> {
  const { config, datasets } = await loadVmState(host, uuid);
  return { ...toVm(config, datasets), snapshot_hold: snapshotHoldMib(datasets) };
}
