import type { MachinePackage, Package } from '@triton/schemas/package';

/**
 * A package in CloudAPI's words: `disk` and `memory` (MiB) for what PAPI calls `quota` and `max_physical_memory`.
 * `flexible_disk` and `disks` (RFD 154, "Package changes") mean something for bhyve only, so packages of another brand do
 * not show them.
 */
export function toMachinePackage(pkg: Package): MachinePackage {
  const forBhyve = pkg.brand === undefined || pkg.brand === 'bhyve';
  return {
    id: pkg.uuid,
    name: pkg.name,
    version: pkg.version,
    ...(pkg.brand === undefined ? {} : { brand: pkg.brand }),
    memory: pkg.max_physical_memory,
    disk: pkg.quota,
    swap: pkg.max_swap,
    lwps: pkg.max_lwps,
    vcpus: pkg.vcpus ?? 0,
    default: pkg.default ?? false,
    ...(pkg.group === undefined ? {} : { group: pkg.group }),
    ...(pkg.description === undefined ? {} : { description: pkg.description }),
    ...(forBhyve && pkg.flexible_disk !== undefined ? { flexible_disk: pkg.flexible_disk } : {}),
    ...(forBhyve && pkg.disks !== undefined ? { disks: pkg.disks } : {}),
  };
}
