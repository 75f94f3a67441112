import { isDeepStrictEqual } from 'node:util';

import { readDatasets } from './read-datasets';
import { toVm } from './to-vm';
import type { Vm } from './vm';
import { vmNotFound } from './vm-not-found';
import type { VmadmHost } from './vmadm-host';
import { isUuid } from './is-uuid';

const MAX_LOOKS = 5;

/** The VM as `vmadm get` shows it. Changes nothing and waits for nobody, also while the VM is being changed. */
export async function loadVm(host: VmadmHost, uuid: string): Promise<Vm> {
  let config = isUuid(uuid) ? await host.configs.read(uuid) : undefined;
  for (let look = 1; config; look++) {
    const datasets = await readDatasets(host, uuid, { snapshots: true });
    const after = await host.configs.read(uuid);
    // Both halves are of one moment if the configuration did not change while ZFS was read.
    if (after && (isDeepStrictEqual(after, config) || look === MAX_LOOKS)) return toVm(after, datasets);
    config = after;
  }
  throw vmNotFound(uuid);
}
