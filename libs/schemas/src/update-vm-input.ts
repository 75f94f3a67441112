import { type Static, Type } from '@sinclair/typebox';
import { SizeMib } from './disk-size';
import { Metadata, MetadataKey } from './metadata';
import { Uuid } from './uuid';

const keys = Type.Array(MetadataKey, { maxItems: 1000 });
const count = (maximum: number) => Type.Optional(Type.Integer({ minimum: 0, maximum }));

/**
 * VMAPI UpdateVm: what may be changed of a VM beside its disks and its power. Of metadata the whole (`tags`) or a part of it
 * (`set_tags`, `remove_tags`). A `billing_id` resizes the VM to that package (RFD 154, "Relation to VM resize"): what the
 * package says of space, memory and CPU is taken where it is not given beside it. `flexible_disk_size` makes a VM flexible.
 */
export const UpdateVmInput = Type.Object(
  {
    alias: Type.Optional(Type.String({ pattern: '^[a-zA-Z0-9][a-zA-Z0-9_.-]*$', maxLength: 189 })),
    indestructible_zoneroot: Type.Optional(Type.Boolean({ description: 'Deletion protection.' })),
    autoboot: Type.Optional(Type.Boolean()),
    firewall_enabled: Type.Optional(Type.Boolean()),
    billing_id: Type.Optional(Uuid),
    flexible_disk_size: Type.Optional(SizeMib),
    ram: Type.Optional(Type.Integer({ minimum: 64, maximum: 16_777_216, description: 'MiB.' })),
    max_physical_memory: Type.Optional(
      Type.Integer({ minimum: 64, maximum: 16_777_216, description: 'MiB; of a bhyve VM another name for ram.' }),
    ),
    vcpus: Type.Optional(Type.Integer({ minimum: 1, maximum: 64 })),
    cpu_cap: count(1_000_000),
    max_lwps: count(1_000_000_000),
    max_swap: count(1_000_000_000),
    zfs_io_priority: count(16_383),
    force: Type.Optional(Type.Boolean({ description: 'Does not ask whether the compute node has room for a resize.' })),
    tags: Type.Optional(Metadata),
    set_tags: Type.Optional(Metadata),
    remove_tags: Type.Optional(keys),
    customer_metadata: Type.Optional(Metadata),
    set_customer_metadata: Type.Optional(Metadata),
    remove_customer_metadata: Type.Optional(keys),
    internal_metadata: Type.Optional(Metadata),
    set_internal_metadata: Type.Optional(Metadata),
    remove_internal_metadata: Type.Optional(keys),
  },
  { additionalProperties: false, minProperties: 1 },
);
export type UpdateVmInput = Static<typeof UpdateVmInput>;
