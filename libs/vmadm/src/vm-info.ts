import { loadVm } from './load-vm';
import { VmadmError } from './vmadm-error';
import type { VmadmHost } from './vmadm-host';

/** What a running bhyve VM can be asked; `all` is all of it. */
export const INFO_TYPES: readonly string[] = ['all', 'vnc'];

export interface VmInfo {
  /** Absent where the VM has no fixed port for its screen. */
  vnc?: { host: string; port: number; display: number };
}

const FIRST_VNC_PORT = 5900;

/** What is only known of a VM while it runs. */
export async function vmInfo(host: VmadmHost, uuid: string, types: readonly string[]): Promise<VmInfo> {
  const { state, vnc_port: port } = await loadVm(host, uuid);
  const unknown = types.find((type) => !INFO_TYPES.includes(type));
  if (unknown !== undefined) throw new VmadmError('InvalidArgument', `unknown info type ${unknown.slice(0, 64)}`);
  if (state !== 'running') {
    const message = `Unable to get info for vm from state "${state}", must be "running" or "stopping".`;
    throw new VmadmError('VmNotRunning', message);
  }
  if (typeof port !== 'number' || port <= 0) return {};
  return { vnc: { host: '127.0.0.1', port, display: port - FIRST_VNC_PORT } };
}
