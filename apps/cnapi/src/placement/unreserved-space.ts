import type { StatusReport, Sysinfo } from '../servers/reports';

/** What a server has left for new VMs. May be negative when it is overcommitted. */
export interface UnreservedSpace {
  diskMib: number;
  ramMib: number;
  /** Hundredths of a core. */
  cpu: number;
}

const MIB = 1024 ** 2;
/** ZFS keeps 1/32 of a pool for itself, between these bounds (`spa_get_slop_space`). */
const SLOP_SHARE = 32;
const SLOP_MIN = 128 * MIB;
const SLOP_MAX = 128 * 1024 * MIB;
/** Memory that stays with the platform. */
const RAM_RESERVATION_RATIO = 0.15;
const CPU_OVERPROVISION = 4;

type Facts = Pick<StatusReport, 'vms' | 'diskinfo' | 'meminfo'>;

export function unreservedSpace({ vms, diskinfo, meminfo }: Facts, sysinfo: Sysinfo): UnreservedSpace {
  const held = Object.values(vms);
  const ram = sum(held.map(({ max_physical_memory = 0 }) => max_physical_memory));
  // A VM without a cap may use all of its CPUs.
  const cpu = sum(held.map(({ cpu_cap, vcpus = 1 }) => (cpu_cap ? cpu_cap : vcpus * 100) / CPU_OVERPROVISION));
  const cores = sysinfo['CPU Online Count'] ?? sysinfo['CPU Core Count'] ?? 0;
  return {
    diskMib: unreservedDiskMib(diskinfo),
    ramMib: Math.floor((meminfo.total_bytes * (1 - RAM_RESERVATION_RATIO)) / MIB) - ram,
    cpu: Math.floor(cores * 100 - cpu),
  };
}

/**
 * The smaller of what ZFS would still hand out and what is left when every zone takes all that its quota allows: zones may
 * have quotas they have not reserved, and reservations of volumes may be more than their zones' quotas.
 */
function unreservedDiskMib(disk: StatusReport['diskinfo']): number {
  const slop = Math.min(Math.max(disk.pool_size_bytes / SLOP_SHARE, SLOP_MIN), SLOP_MAX);
  const usable = disk.pool_size_bytes - slop;
  const { system_used_bytes = 0, installed_images_used_bytes = 0, zone_quota_bytes = 0 } = disk;
  const { kvm_quota_bytes = 0, cores_quota_bytes = 0, pool_alloc_bytes = 0 } = disk;
  const promised =
    system_used_bytes + installed_images_used_bytes + zone_quota_bytes + kvm_quota_bytes + cores_quota_bytes;
  const available = disk.pool_available_bytes ?? usable - pool_alloc_bytes;
  return Math.floor(Math.min(usable - promised, available) / MIB);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
