import { readAllDatasets } from './read-all-datasets';
import { toVm } from './to-vm';
import type { Vm } from './vm';
import type { VmDatasets } from './vm-datasets';
import type { VmadmHost } from './vmadm-host';

export interface ListVmsOptions {
  /**
   * Read the VMs' datasets too: sizes of disks and free space (one command for all VMs). Off, `disks` hold what the
   * configurations say. What snapshots use is not meant to be read for every VM as a habit (RFD 154).
   */
  datasets?: boolean;
  /** With `datasets`: the VMs' snapshots as well. */
  snapshots?: boolean;
}

/** All VMs of the compute node, by uuid. */
export async function listVms(host: VmadmHost, options: ListVmsOptions = {}): Promise<Vm[]> {
  const uuids = await host.configs.list();
  const configs = await Promise.all(uuids.map((uuid) => host.configs.read(uuid)));
  const all = options.datasets ? await readAllDatasets(host, { snapshots: options.snapshots ?? false }) : undefined;
  const nothing: VmDatasets = { volumes: [], snapshots: [] };
  return configs
    .flatMap((config) => config ?? [])
    .map((config) => {
      const vm = toVm(config, all?.get(config.uuid) ?? nothing);
      if (all) return vm;
      return { ...vm, disks: vm.disks.map(({ missing: _unknown, ...disk }) => disk) };
    });
}
