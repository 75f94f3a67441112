import { isUuid } from './is-uuid';
import { readAllDatasets } from './read-all-datasets';
import type { VmadmHost } from './vmadm-host';
import { volumePath } from './volume-path';

/** A dataset where VMs live that no configuration names. */
export interface Residue {
  /** The VM below whose zone root it is. */
  uuid: string;
  dataset: string;
}

/**
 * Zone roots without a VM, and volumes that are no disk. Nothing of ours leaves them behind, since a change is written down
 * before its first effect, so they are somebody's, and perhaps somebody's data. Until somebody decides they are counted in
 * the quota of their zone.
 */
export async function findResidue(host: VmadmHost): Promise<Residue[]> {
  const all = await readAllDatasets(host);
  const residue: Residue[] = [];
  for (const [uuid, { root, volumes }] of all) {
    if (!isUuid(uuid) || !root) continue;
    const config = await host.configs.read(uuid);
    if (!config) residue.push({ uuid, dataset: `${host.pool}/${uuid}` });
    else if (!config.intent) {
      const disks = new Set(config.disks.map(({ path }) => path));
      const orphans = volumes.filter(({ dataset }) => !disks.has(volumePath(dataset)));
      residue.push(...orphans.map(({ dataset }) => ({ uuid, dataset })));
    }
  }
  return residue.sort((a, b) => (a.dataset < b.dataset ? -1 : 1));
}
