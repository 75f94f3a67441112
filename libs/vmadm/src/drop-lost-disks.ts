import type { ConvergedVm } from './converge';
import type { ConfigDisk, VmConfig } from './vm-config';
import type { VmadmHost } from './vmadm-host';
import { volumePath } from './volume-path';

/**
 * Takes disks out of a configuration whose volumes are no longer in the pool; to be called with the VM's lock held. As long
 * as not even the zone root is there, the pool may only be away, and nothing is concluded.
 */
export async function dropLostDisks(host: VmadmHost, { config, datasets }: ConvergedVm): Promise<VmConfig> {
  if (!datasets.root) return config;
  const root = volumePath(`${host.pool}/${config.uuid}/`);
  const present = new Set(datasets.volumes.map(({ dataset }) => volumePath(dataset)));
  const isLost = ({ path, nocreate }: ConfigDisk): boolean => !nocreate && path.startsWith(root) && !present.has(path);
  const lost = config.disks.filter(isLost);
  if (lost.length === 0) return config;
  const timestamp = host.now().toISOString();
  const repaired: VmConfig = {
    ...config,
    disks: config.disks.filter((disk) => !isLost(disk)),
    last_modified: timestamp,
    settled_at: timestamp,
  };
  await host.configs.write(repaired);
  const paths = lost.map(({ path }) => path).join(', ');
  host.onTrouble(`VM ${config.uuid} has lost disks`, new Error(`${paths}: destroyed by other hands`));
  return repaired;
}
