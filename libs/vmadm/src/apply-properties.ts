import type { UpdatePayload } from './update-payload';
import type { Metadata, VmConfig } from './vm-config';
import { RIDERS } from './vm-properties';
import { physicalMemoryMib } from './physical-memory';

const METADATA = ['tags', 'customer_metadata', 'internal_metadata'] as const;
const LISTS = ['nics', 'resolvers'] as const;

/** Keys of an update that are not properties of the VM, or not to be changed. */
const NOT_STORED: ReadonlySet<string> = new Set([
  ...METADATA.flatMap((name) => [name, `set_${name}`, `remove_${name}`]),
  ...['add_disks', 'update_disks', 'remove_disks', 'uuid', 'brand'],
  ...Object.keys(RIDERS),
]);

/** What an unset property becomes again, where it can not just be absent. */
const DEFAULTS: Readonly<Record<string, unknown>> = { quota: 1, autoboot: true };
const NEVER_UNSET: readonly string[] = ['owner_uuid', 'ram', 'vcpus'];

/** The configuration with the payload's plain properties and metadata; disks are decided elsewhere. */
export function applyProperties(config: VmConfig, payload: UpdatePayload, unset: readonly string[]): VmConfig {
  const given = Object.entries(payload).filter(([name]) => !NOT_STORED.has(name));
  const next: VmConfig = { ...config, ...Object.fromEntries(given) };
  for (const name of unset) {
    if (NOT_STORED.has(name) || NEVER_UNSET.includes(name) || LISTS.some((list) => list === name)) continue;
    if (name in DEFAULTS) next[name] = DEFAULTS[name];
    else delete next[name];
  }
  if (next.ram !== config.ram && payload.max_physical_memory === undefined) {
    next['max_physical_memory'] = physicalMemoryMib(next.ram);
  }
  for (const name of METADATA) next[name] = changedMetadata(config, payload, name);
  return next;
}

function changedMetadata(config: VmConfig, payload: UpdatePayload, name: (typeof METADATA)[number]): Metadata {
  const all = new Map(Object.entries(payload[name] ?? config[name]));
  for (const [key, value] of Object.entries(payload[`set_${name}`] ?? {})) all.set(key, value);
  for (const key of payload[`remove_${name}`] ?? []) all.delete(key);
  return Object.fromEntries(all);
}
