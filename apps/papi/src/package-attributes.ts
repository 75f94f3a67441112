export type AttributeType =
  'uuid' | 'string' | 'boolean' | 'number' | 'double' | '[uuid]' | 'object' | '[disk]' | 'date';

export interface PackageAttribute {
  type: AttributeType;
  required?: true;
  /** Billing and running VMs rely on what was sold: only `force` changes it. */
  immutable?: true;
  /** PAPI's own: accepted in a body, as a package that was read is often sent back, and ignored there. */
  readOnly?: true;
}

/** What a package may consist of. Sizes (`quota`, `max_physical_memory`, `max_swap`) are MiB. */
const table = {
  active: { type: 'boolean', required: true },
  alloc_server_spread: { type: 'string' },
  billing_tag: { type: 'string' },
  brand: { type: 'string' },
  common_name: { type: 'string' },
  cpu_burst_ratio: { type: 'double' },
  cpu_cap: { type: 'number', required: true, immutable: true },
  created_at: { type: 'date', readOnly: true },
  default: { type: 'boolean' },
  description: { type: 'string' },
  disks: { type: '[disk]' },
  flexible_disk: { type: 'boolean' },
  fss: { type: 'number' },
  group: { type: 'string' },
  max_lwps: { type: 'number', required: true, immutable: true },
  max_physical_memory: { type: 'number', required: true, immutable: true },
  max_swap: { type: 'number', required: true, immutable: true },
  min_platform: { type: 'object' },
  name: { type: 'string', required: true, immutable: true },
  networks: { type: '[uuid]' },
  os: { type: 'string', immutable: true },
  owner_uuids: { type: '[uuid]' },
  parent: { type: 'string' },
  quota: { type: 'number', required: true, immutable: true },
  ram_ratio: { type: 'double' },
  traits: { type: 'object' },
  updated_at: { type: 'date', readOnly: true },
  uuid: { type: 'uuid', required: true, immutable: true },
  v: { type: 'number', readOnly: true },
  vcpus: { type: 'number', immutable: true },
  version: { type: 'string', required: true, immutable: true },
  zfs_io_priority: { type: 'number', required: true, immutable: true },
} as const satisfies Record<string, PackageAttribute>;

/** By name, in alphabetical order: the order in which faults are told. */
export const packageAttributes: ReadonlyMap<string, PackageAttribute> = new Map(
  Object.entries(table).sort(([a], [b]) => (a < b ? -1 : 1)),
);

const UNSEARCHABLE: ReadonlySet<AttributeType> = new Set(['object', '[disk]']);

/** The attribute, if lists can filter and sort by it. */
export function searchableAttribute(name: string): PackageAttribute | undefined {
  const attribute = packageAttributes.get(name);
  return attribute && name !== 'v' && !UNSEARCHABLE.has(attribute.type) ? attribute : undefined;
}
