import type { Vm } from '@triton/vmadm/vm';

export interface Field {
  header: string;
  width: number;
}

/** Width of the column, and its header where that is not the name itself. */
const FIELDS: Readonly<Record<string, readonly [width: number, header?: string]>> = {
  alias: [37],
  allocatable: [14],
  autoboot: [8],
  billing_id: [36],
  boot_timestamp: [24],
  brand: [14],
  cpu_cap: [7],
  cpu_shares: [9, 'CPU_SHARE'],
  cpu_type: [8],
  create_timestamp: [24],
  creator_uuid: [36],
  disk_driver: [11],
  dns_domain: [32, 'DOMAIN'],
  do_not_inventory: [5, 'DNI'],
  exit_timestamp: [24],
  firewall_enabled: [16],
  flexible_disk_size: [14, 'FLEX_DISK_SIZE'],
  free_space: [14],
  hostname: [32],
  image_uuid: [36],
  indestructible_delegated: [12, 'INDESTR_DATA'],
  indestructible_zoneroot: [12, 'INDESTR_ROOT'],
  last_modified: [24],
  limit_priv: [15],
  max_locked_memory: [10, 'MAX_LOCKED'],
  max_lwps: [7, 'MAX_LWP'],
  max_physical_memory: [8, 'MAX_PHYS'],
  max_swap: [8],
  nic_driver: [10],
  owner_uuid: [36],
  package_name: [32],
  package_version: [11, 'PACKAGE_VER'],
  pid: [6],
  quota: [5],
  ram: [7],
  state: [16],
  tmpfs: [5],
  type: [4],
  uuid: [36],
  vcpus: [5],
  vnc_port: [8],
  zfs_filesystem: [42],
  zfs_io_priority: [11, 'IO_PRIORITY'],
  zone_state: [10],
  zoneid: [6],
  zonename: [36],
  zonepath: [43],
  zpool: [12],
};
const MEMBER_FIELDS: Readonly<Record<string, readonly string[]>> = {
  disks: ['boot', 'image_name', 'image_size', 'image_uuid', 'media', 'model', 'size', 'zpool'],
  nics: ['dhcp_server', 'gateway', 'interface', 'ip', 'mac', 'model', 'netmask', 'nic_tag', 'primary', 'vlan_id'],
};
const MEMBER = /^(disks|nics)\.([0-9]{1,3}|\*)\.([a-z_]+)$/;
const METADATA = /^(tags|customer_metadata|internal_metadata)\..+$/;
const INNER_WIDTH = 20;

/** What only ZFS knows of a VM, so that a list without it needs no command of ZFS at all. */
const FROM_ZFS = /^(free_space|allocatable|snapshots|disks)(\.|$)/;

/** The column for a field, or undefined when there is no such field: `alias`, `disks.0.size`, `tags.role`. */
export function fieldOf(name: string): Field | undefined {
  const [, list = '', , field = ''] = MEMBER.exec(name) ?? [];
  if (MEMBER_FIELDS[list]?.includes(field) || METADATA.test(name)) {
    return { header: name.toUpperCase(), width: INNER_WIDTH };
  }
  const known = Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined;
  return known && { width: known[0], header: known[1] ?? name.toUpperCase() };
}

/** Does the name stand for members of a list at once? One can look for those, but not show them in one cell. */
export function isAmbiguous(name: string): boolean {
  return MEMBER.exec(name)?.[2] === '*';
}

export function needsZfs(names: readonly string[]): boolean {
  return names.some((name) => FROM_ZFS.test(name));
}

/** Every value that a dotted name stands for; `*` is any member. `type` is the brand as people see it. */
export function valuesOf(vm: Vm, name: string): unknown[] {
  if (name === 'type') return [vm.brand.slice(0, 4).toUpperCase()];
  // A key of metadata may itself have dots.
  const parts = METADATA.test(name) ? name.split(/\.(.*)/s, 2) : name.split('.');
  let found: unknown[] = [vm];
  for (const part of parts) {
    found = found.flatMap((value) => {
      if (typeof value !== 'object' || value === null) return [];
      if (part === '*') return Object.values(value);
      return Object.hasOwn(value, part) ? [(value as Record<string, unknown>)[part]] : [];
    });
  }
  return found;
}
