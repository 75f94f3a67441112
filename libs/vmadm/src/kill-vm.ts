import { constants } from 'node:os';

import { setConfig } from './set-config';
import { VmadmError } from './vmadm-error';
import type { VmadmHost } from './vmadm-host';
import { withVm } from './with-vm';
import { stopped } from './zone-state';

/** Signals after which bhyve goes on running. */
const HARMLESS = ['SIGCONT', 'SIGCHLD', 'SIGWINCH', 'SIGURG'];

/** Sends a signal to the init process of a running VM and answers with the signal's full name. */
export async function killVm(host: VmadmHost, uuid: string, signal = 'SIGTERM'): Promise<string> {
  const name = signalName(signal);
  await withVm(host, uuid, async ({ config }) => {
    if (config.state !== 'running') {
      throw new VmadmError('VmNotRunning', `Cannot find running init PID for VM ${uuid}`);
    }
    if (!HARMLESS.includes(name)) await setConfig(host, config, stopped(config, host.now()), {});
  });
  return name;
}

function signalName(signal: string): string {
  const asked = signal.toUpperCase();
  const names = Object.entries(constants.signals);
  const [name] = names.find(([full, n]) => [full, full.slice('SIG'.length), String(n)].includes(asked)) ?? [];
  if (!name) throw new VmadmError('InvalidArgument', `Invalid signal: ${signal.slice(0, 32)}`);
  return name;
}
