import { type OperationOptions, wasApplied } from './operation';
import { placeDisks } from './place-disks';
import { setConfig } from './set-config';
import { VmadmError } from './vmadm-error';
import type { VmadmHost } from './vmadm-host';
import { withVm } from './with-vm';
import { running } from './zone-state';

/** Stops a running VM and starts it again. */
export async function rebootVm(host: VmadmHost, uuid: string, options: OperationOptions = {}): Promise<void> {
  await withVm(host, uuid, async ({ config }) => {
    if (wasApplied(config, options)) return;
    if (config.state !== 'running') {
      throw new VmadmError('VmNotRunning', `Cannot reboot vm from state "${config.state}", must be "running"`);
    }
    const rebooted = running({ ...config, disks: placeDisks(config.disks) }, host.now());
    await setConfig(host, config, { ...rebooted, exit_timestamp: rebooted.boot_timestamp ?? '' }, options);
  });
}
