import { isDeepStrictEqual } from 'node:util';

import { isUuid } from './is-uuid';
import { readDatasets } from './read-datasets';
import type { VmConfig } from './vm-config';
import type { VmDatasets } from './vm-datasets';
import { vmNotFound } from './vm-not-found';
import type { VmadmHost } from './vmadm-host';

const MAX_LOOKS = 5;

/** Configuration and datasets of a VM, of one moment. Changes nothing and waits for nobody. */
export async function loadVmState(host: VmadmHost, uuid: string): Promise<{ config: VmConfig; datasets: VmDatasets }> {
  let config = isUuid(uuid) ? await host.configs.read(uuid) : undefined;
  for (let look = 1; config; look++) {
    const datasets = await readDatasets(host, uuid, { snapshots: true });
    const after = await host.configs.read(uuid);
    // Both halves are of one moment if the configuration did not change while ZFS was read.
    if (after && (isDeepStrictEqual(after, config) || look === MAX_LOOKS)) return { config: after, datasets };
    config = after;
  }
  throw vmNotFound(uuid);
}
