import { changeVm } from './change-vm';
import { VmadmError } from './vmadm-error';
import type { VmadmHost } from './vmadm-host';
import { withVm } from './with-vm';

/** Deletes a VM with its disks and their snapshots, whether it runs or not. */
export async function deleteVm(host: VmadmHost, uuid: string): Promise<void> {
  await withVm(host, uuid, async ({ config, datasets }) => {
    if (config.indestructible_zoneroot) {
      throw new VmadmError('InvalidArgument', 'indestructible_zoneroot is set, cannot delete');
    }
    const volumes = datasets.volumes.map(
      ({ dataset, volsize, volblocksize }) => [dataset, { from: { volsize, volblocksize } }] as const,
    );
    await changeVm(host, { from: config, to: null, volumes: Object.fromEntries(volumes) }, datasets);
  });
}
