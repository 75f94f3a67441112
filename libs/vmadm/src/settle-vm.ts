import { converge } from './converge';
import { dropLostDisks } from './drop-lost-disks';
import { isUuid } from './is-uuid';
import { toVm } from './to-vm';
import type { Vm } from './vm';
import type { VmadmHost } from './vmadm-host';
import { withVmLock } from './with-vm-lock';

/** A VM that nobody is changing, and what is known of how it came to be so. */
export interface SettledVm {
  vm: Vm;
  /** ISO 8601: when somebody else than the one who began it last finished or undid a change of the VM. */
  settledAt?: string;
  /** ISO 8601: when its disks last went back to a snapshot. */
  rolledBackAt?: string;
}

/**
 * The VM at rest: waits for whoever changes it, finishes what was left half done, and repairs a configuration that names
 * disks which are gone. Undefined: there is no such VM.
 */
export async function settleVm(host: VmadmHost, uuid: string): Promise<SettledVm | undefined> {
  if (!isUuid(uuid)) return undefined;
  return withVmLock(host, uuid, async () => {
    const converged = await converge(host, uuid, { snapshots: true });
    if (!converged) return undefined;
    const config = await dropLostDisks(host, converged);
    const { settled_at: settledAt, rolled_back_at: rolledBackAt } = config;
    return {
      vm: toVm(config, converged.datasets),
      ...(settledAt === undefined ? {} : { settledAt }),
      ...(rolledBackAt === undefined ? {} : { rolledBackAt }),
    };
  });
}
