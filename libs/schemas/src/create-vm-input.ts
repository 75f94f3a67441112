import { type Static, Type } from '@sinclair/typebox';
import { BlockSize } from './block-size';
import { SizeMib, SizeOrRemaining } from './disk-size';
import { MAX_DISKS } from './requested-disk';
import { Uuid } from './uuid';

/** One disk of CreateVm: the first one carries the image. */
export const CreateVmDisk = Type.Object(
  {
    uuid: Type.Optional(Uuid),
    image_uuid: Type.Optional(Uuid),
    size: Type.Optional(SizeOrRemaining),
    block_size: Type.Optional(BlockSize),
    boot: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
export type CreateVmDisk = Static<typeof CreateVmDisk>;

export const VmNetworkWish = Type.Object(
  {
    ipv4_uuid: Uuid,
    ipv4_ips: Type.Optional(Type.Array(Type.String({ format: 'ipv4' }), { maxItems: 1 })),
    primary: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
export type VmNetworkWish = Static<typeof VmNetworkWish>;

/** VMAPI CreateVm (RFD 154, "CreateVM disks"). `billing_id` is the package; its attributes fill what is not given. */
export const CreateVmInput = Type.Object(
  {
    uuid: Type.Optional(Uuid),
    owner_uuid: Uuid,
    alias: Type.Optional(Type.String({ pattern: '^[a-zA-Z0-9][a-zA-Z0-9_.-]*$', maxLength: 189 })),
    brand: Type.Literal('bhyve'),
    billing_id: Uuid,
    image_uuid: Type.Optional(Uuid),
    networks: Type.Array(VmNetworkWish, { minItems: 1, maxItems: 16 }),
    disks: Type.Optional(Type.Array(CreateVmDisk, { minItems: 1, maxItems: MAX_DISKS })),
    flexible_disk_size: Type.Optional(SizeMib),
    ram: Type.Optional(Type.Integer({ minimum: 64, maximum: 16777216 })),
    vcpus: Type.Optional(Type.Integer({ minimum: 1, maximum: 64 })),
    cpu_cap: Type.Optional(Type.Integer({ minimum: 0 })),
    max_lwps: Type.Optional(Type.Integer({ minimum: 0 })),
    max_swap: Type.Optional(Type.Integer({ minimum: 0 })),
    zfs_io_priority: Type.Optional(Type.Integer({ minimum: 0 })),
    server_uuid: Type.Optional(Uuid),
    autoboot: Type.Optional(Type.Boolean()),
    firewall_enabled: Type.Optional(Type.Boolean()),
    indestructible_zoneroot: Type.Optional(Type.Boolean()),
    customer_metadata: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    internal_metadata: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    tags: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    origin: Type.Optional(Type.String({ maxLength: 64 })),
    creator_uuid: Type.Optional(Uuid),
  },
  { additionalProperties: false },
);
export type CreateVmInput = Static<typeof CreateVmInput>;
