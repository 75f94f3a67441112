import type { OperationOptions } from './operation';
import { wasApplied } from './operation';
import { placeDisks } from './place-disks';
import { setConfig } from './set-config';
import { VmadmError } from './vmadm-error';
import type { VmadmHost } from './vmadm-host';
import { withVm } from './with-vm';
import { running } from './zone-state';

/** Starts a stopped VM. Disks that have no PCI slot yet get one for good (RFD 154, "VM.js PCI slot assignment"). */
export async function startVm(host: VmadmHost, uuid: string, options: OperationOptions = {}): Promise<void> {
  await withVm(host, uuid, async ({ config }) => {
    if (wasApplied(config, options)) return;
    if (config.state === 'running') throw new VmadmError('AlreadyRunning', `VM ${uuid} is already 'running'`);
    if (config.state !== 'stopped') {
      throw new VmadmError('VmNotStopped', `Cannot start vm from state "${config.state}", must be "stopped".`);
    }
    const started = running({ ...config, disks: placeDisks(config.disks) }, host.now());
    await setConfig(host, config, started, options);
  });
}
