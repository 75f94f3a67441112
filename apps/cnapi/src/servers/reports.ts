import { type Static, Type } from '@sinclair/typebox';
import { Timestamp } from '@triton/schemas/timestamp';
import { Uuid } from '@triton/schemas/uuid';

/** Enough for any pool, and exact as a double. */
const Bytes = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
const Count = Type.Integer({ minimum: 0, maximum: 1_000_000_000 });

/** A parity vdev of the pool: what placement needs to know how much a volume's reservation is inflated. */
const Vdev = Type.Union([
  Type.Object({ kind: Type.Literal('raidz'), disks: Count, parity: Count, ashift: Count }),
  Type.Object({ kind: Type.Literal('draid'), data: Count, parity: Count, ashift: Count }),
]);

/** What a node says of itself when it starts; platform facts beyond these are kept as they are. */
export const Sysinfo = Type.Object(
  {
    UUID: Type.Optional(Uuid),
    Hostname: Type.String({ minLength: 1, maxLength: 255, pattern: '^[A-Za-z0-9]([A-Za-z0-9._-]*)$' }),
    'Bhyve Capable': Type.Optional(Type.Boolean()),
    'Live Image': Type.Optional(Type.String({ maxLength: 64 })),
    'Boot Time': Type.Optional(Timestamp),
    'CPU Core Count': Type.Optional(Count),
    'CPU Online Count': Type.Optional(Count),
    'MiB of Memory': Type.Optional(Count),
    Setup: Type.Optional(Type.Boolean()),
    Headnode: Type.Optional(Type.Boolean()),
    Zpool: Type.Optional(Type.String({ maxLength: 255 })),
    'Zpool Vdevs': Type.Optional(Type.Array(Vdev, { maxItems: 1024 })),
    Capabilities: Type.Optional(Type.Object({ online_grow: Type.Optional(Type.Boolean()) })),
  },
  { $id: 'Sysinfo' },
);
export type Sysinfo = Static<typeof Sysinfo>;

/** A VM as its node's status names it: enough for placement and for a list. */
export const ReportedVm = Type.Object({
  uuid: Uuid,
  owner_uuid: Type.Optional(Uuid),
  brand: Type.Optional(Type.String({ maxLength: 64 })),
  state: Type.String({ maxLength: 64 }),
  zone_state: Type.Optional(Type.String({ maxLength: 64 })),
  quota: Type.Optional(Count),
  flexible_disk_size: Type.Optional(Count),
  max_physical_memory: Type.Optional(Count),
  cpu_cap: Type.Optional(Count),
  vcpus: Type.Optional(Count),
  last_modified: Type.Optional(Type.String({ maxLength: 64 })),
});
export type ReportedVm = Static<typeof ReportedVm>;

/** Shipped names; `pool_available_bytes` is ours: what ZFS itself would still hand out. */
export const DiskInfo = Type.Object({
  pool_size_bytes: Bytes,
  pool_alloc_bytes: Type.Optional(Bytes),
  pool_available_bytes: Type.Optional(Bytes),
  system_used_bytes: Type.Optional(Bytes),
  installed_images_used_bytes: Type.Optional(Bytes),
  zone_quota_bytes: Type.Optional(Bytes),
  zone_quota_used_bytes: Type.Optional(Bytes),
  kvm_quota_bytes: Type.Optional(Bytes),
  kvm_quota_used_bytes: Type.Optional(Bytes),
  kvm_zvol_volsize_bytes: Type.Optional(Bytes),
  kvm_zvol_used_bytes: Type.Optional(Bytes),
  cores_quota_bytes: Type.Optional(Bytes),
  cores_quota_used_bytes: Type.Optional(Bytes),
});
export type DiskInfo = Static<typeof DiskInfo>;

export const MemoryInfo = Type.Object({
  total_bytes: Bytes,
  availrmem_bytes: Type.Optional(Bytes),
  arcsize_bytes: Type.Optional(Bytes),
});
export type MemoryInfo = Static<typeof MemoryInfo>;

/** `POST /servers/:server_uuid/events/status`: what the node holds and has left. */
export const StatusReport = Type.Object(
  {
    vms: Type.Record(Uuid, ReportedVm, { additionalProperties: false }),
    diskinfo: DiskInfo,
    meminfo: MemoryInfo,
    boot_time: Type.Optional(Timestamp),
    timestamp: Type.Optional(Timestamp),
    zpoolStatus: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  },
  { $id: 'StatusReport', additionalProperties: false },
);
export type StatusReport = Static<typeof StatusReport>;
