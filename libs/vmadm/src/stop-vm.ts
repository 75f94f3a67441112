import { type OperationOptions, wasApplied } from './operation';
import { setConfig } from './set-config';
import { VmadmError } from './vmadm-error';
import type { VmadmHost } from './vmadm-host';
import { withVm } from './with-vm';
import { stopped } from './zone-state';

export interface StopOptions extends OperationOptions {
  /** Halt at once instead of asking the guest. A simulated guest always stops when asked. */
  force?: boolean;
}

/** Stops a running VM and keeps it from starting by itself. */
export async function stopVm(host: VmadmHost, uuid: string, options: StopOptions = {}): Promise<void> {
  await withVm(host, uuid, async ({ config }) => {
    if (wasApplied(config, options)) return;
    if (config.state !== 'running') {
      const message = `VM ${uuid} is already not 'running' (currently: ${config.state})`;
      throw new VmadmError('NotRunning', message);
    }
    await setConfig(host, config, stopped(config, host.now()), options);
  });
}
