import { loadVm } from './load-vm';
import { VmadmError } from './vmadm-error';
import type { VmadmHost } from './vmadm-host';

/** What can be sent to a bhyve VM. There are no screenshots of it. */
export const SYSRQ_TYPES: readonly string[] = ['nmi'];

/** Sends a running guest a non-maskable interrupt. A simulated guest takes no notice of it. */
export async function sendSysrq(host: VmadmHost, uuid: string, type: string): Promise<void> {
  const { state } = await loadVm(host, uuid);
  if (!SYSRQ_TYPES.includes(type)) throw new VmadmError('InvalidArgument', `unknown sysrq type ${type.slice(0, 64)}`);
  if (state === 'running') return;
  const message = `Unable to send request to vm from state "${state}", must be "running" or "stopping".`;
  throw new VmadmError('VmNotRunning', message);
}
