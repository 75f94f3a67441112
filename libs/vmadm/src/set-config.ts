import { type OperationOptions, markApplied } from './operation';
import type { VmConfig } from './vm-config';
import type { VmadmHost } from './vmadm-host';

/** Writes a configuration that asks nothing of ZFS. */
export async function setConfig(
  host: VmadmHost,
  from: VmConfig,
  to: VmConfig,
  options: OperationOptions,
): Promise<void> {
  const change = markApplied({ from, to, volumes: {} }, options);
  await host.configs.write(change.to ?? to);
}
