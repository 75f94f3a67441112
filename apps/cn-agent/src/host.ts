import type { Logger } from '@triton/logging/create-logger';
import { makeVmadmHost, type VmadmHost } from '@triton/vmadm/vmadm-host';
import { RealZfsHost } from '@triton/zfs/real-zfs-host';
import { SimulatedZfsHost } from '@triton/zfs/simulated-zfs-host';
import type { Config } from './config';

/** The compute node that this agent works on: the only place that knows whether its pool is real. */
export function openHost(config: Config, log: Logger): { host: VmadmHost; close(): void } {
  const { simulation, vmadmRoot: configDir, onlineGrow } = config;
  const onTrouble = (message: string, err: unknown): void => log.error({ err }, message);
  if (!simulation) {
    const host = makeVmadmHost({ zfsHost: new RealZfsHost(), configDir, onlineGrow, onTrouble });
    return { host, close: () => undefined };
  }
  const zfsHost = new SimulatedZfsHost(simulation);
  return { host: makeVmadmHost({ zfsHost, configDir, onlineGrow, onTrouble }), close: () => zfsHost.close() };
}
