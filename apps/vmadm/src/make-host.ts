import { RealZfsHost } from '@triton/zfs/real-zfs-host';
import { SimulatedZfsHost } from '@triton/zfs/simulated-zfs-host';
import { makeVmadmHost, type VmadmHost } from '@triton/vmadm/vmadm-host';

/**
 * The compute node this command works on: `$VMADM_ROOT` holds its VMs; with `$ZFS_SIM_ROOT` its pool is the simulated one there.
 * Nothing else reads the environment.
 */
export function makeHost(env: Record<string, string | undefined>): { host: VmadmHost; close: () => void } {
  const { VMADM_ROOT: configDir = '/etc/zones', ZFS_SIM_ROOT: root = '', ZFS_SIM_DELAY_MS: delayMs = '0' } = env;
  const onTrouble = (message: string, error: unknown): void => {
    process.stderr.write(`WARNING: ${message}: ${String(error)}\n`);
  };
  if (root === '') {
    const host = makeVmadmHost({ zfsHost: new RealZfsHost(), configDir, onTrouble });
    return { host, close: () => undefined };
  }
  const zfsHost = new SimulatedZfsHost({ root, delayMs: Number(delayMs) || 0 });
  return { host: makeVmadmHost({ zfsHost, configDir, onTrouble }), close: () => zfsHost.close() };
}
