import type { Vm } from '@triton/vmadm/vm';

export interface Field {
  header: string;
  width: number;
}

const FIELDS: Readonly<Record<string, number>> = {
  alias: 37,
  allocatable: 14,
  autoboot: 8,
  billing_id: 36,
  boot_timestamp: 24,
  brand: 14,
  cpu_cap: 7,
  cpu_shares: 10,
  cpu_type: 8,
  create_timestamp: 24,
  disk_driver: 11,
  dns_domain: 32,
  do_not_inventory: 16,
  exit_timestamp: 24,
  firewall_enabled: 16,
  flexible_disk_size: 14,
  free_space: 14,
  hostname: 32,
  indestructible_zoneroot: 15,
  last_modified: 24,
  limit_priv: 15,
  max_locked_memory: 8,
  max_lwps: 8,
  max_physical_memory: 7,
  max_swap: 8,
  owner_uuid: 36,
  package_name: 12,
  package_version: 15,
  quota: 5,
  ram: 8,
  state: 17,
  type: 4,
  uuid: 36,
  vcpus: 5,
  zfs_filesystem: 42,
  zfs_io_priority: 6,
  zone_state: 17,
  zonename: 36,
  zonepath: 42,
  zpool: 12,
};
const DISK_FIELDS = ['boot', 'image_size', 'image_uuid', 'media', 'model', 'size', 'zpool'];
const SHORT_HEADERS: Readonly<Record<string, string>> = {
  flexible_disk_size: 'FLEX_DISK_SIZE',
  indestructible_zoneroot: 'INDESTR_ZONEROOT',
  max_physical_memory: 'MAX_RSS',
};

/** What only ZFS knows of a VM, so that a list without it needs no command of ZFS at all. */
const FROM_ZFS = /^(free_space|allocatable|snapshots|disks)(\.|$)/;

/** The column for a field, or undefined when there is no such field: `alias`, `disks.0.size`. */
export function fieldOf(name: string): Field | undefined {
  const disk = /^disks\.[0-9]{1,3}\.([a-z_]+)$/.exec(name);
  if (disk) return DISK_FIELDS.includes(disk[1] ?? '') ? { header: name.toUpperCase(), width: 20 } : undefined;
  const width = Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined;
  return width === undefined ? undefined : { header: SHORT_HEADERS[name] ?? name.toUpperCase(), width };
}

export function needsZfs(names: readonly string[]): boolean {
  return names.some((name) => FROM_ZFS.test(name));
}

/** Every value that a dotted name stands for; `*` is any member. `type` is the brand as people see it. */
export function valuesOf(vm: Vm, name: string): unknown[] {
  if (name === 'type') return [vm.brand.slice(0, 4).toUpperCase()];
  let found: unknown[] = [vm];
  for (const part of name.split('.')) {
    found = found.flatMap((value) => {
      if (typeof value !== 'object' || value === null) return [];
      if (part === '*') return Object.values(value);
      return Object.hasOwn(value, part) ? [(value as Record<string, unknown>)[part]] : [];
    });
  }
  return found;
}
