import { DATASET_PROPERTIES, datasetTypes, groupByVm, type ReadOptions } from './dataset-rows';
import type { VmDatasets } from './vm-datasets';
import type { VmadmHost } from './vmadm-host';

/** What ZFS holds of all VMs of the pool, by uuid: one command, however many there are. */
export async function readAllDatasets(host: VmadmHost, options: ReadOptions = {}): Promise<Map<string, VmDatasets>> {
  // A VM's volumes are two levels below the pool, their snapshots three.
  const depth = options.snapshots ? 3 : 2;
  const rows = await host.zfs.list(host.pool, DATASET_PROPERTIES, { depth, types: datasetTypes(options) });
  return groupByVm(rows, host.pool);
}
