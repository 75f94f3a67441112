import type { VmConfig } from './vm-config';

/** The configuration of the VM once it runs; a disk or NIC takes its place on the bus at boot. */
export function running(config: VmConfig, now: Date): VmConfig {
  return { ...config, state: 'running', autoboot: true, boot_timestamp: now.toISOString() };
}

export function stopped(config: VmConfig, now: Date): VmConfig {
  return { ...config, state: 'stopped', autoboot: false, exit_timestamp: now.toISOString() };
}
