import { ZfsCommandError } from '@triton/zfs/zfs-command-error';

import { DATASET_PROPERTIES, datasetTypes, groupByVm, type ReadOptions } from './dataset-rows';
import type { VmDatasets } from './vm-datasets';
import type { VmadmHost } from './vmadm-host';

/** What ZFS holds of one VM: one command. Nothing there is an answer too. */
export async function readDatasets(host: VmadmHost, uuid: string, options: ReadOptions = {}): Promise<VmDatasets> {
  const root = `${host.pool}/${uuid}`;
  try {
    const rows = await host.zfs.list(root, DATASET_PROPERTIES, { recursive: true, types: datasetTypes(options) });
    return groupByVm(rows, host.pool).get(uuid) ?? { volumes: [], snapshots: [] };
  } catch (error) {
    if (error instanceof ZfsCommandError && error.isNotFound) return { volumes: [], snapshots: [] };
    throw error;
  }
}
