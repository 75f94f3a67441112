import { isUuid } from './is-uuid';
import { readAllDatasets } from './read-all-datasets';
import type { VmadmHost } from './vmadm-host';
import { volumePath } from './volume-path';

/**
 * Datasets where VMs live that no configuration names: zone roots without a VM, volumes that are no disk. Nothing of ours
 * leaves them behind, since a change is written down before its first effect, so they are somebody's, and perhaps
 * somebody's data. They are told, counted in the quota of their zone, and never touched.
 */
export async function findResidue(host: VmadmHost): Promise<string[]> {
  const all = await readAllDatasets(host);
  const residue: string[] = [];
  for (const [uuid, { root, volumes }] of all) {
    if (!isUuid(uuid) || !root) continue;
    const config = await host.configs.read(uuid);
    if (!config) residue.push(`${host.pool}/${uuid}`);
    else if (!config.intent) {
      const disks = new Set(config.disks.map(({ path }) => path));
      residue.push(...volumes.map(({ dataset }) => dataset).filter((dataset) => !disks.has(volumePath(dataset))));
    }
  }
  return residue.sort();
}
