import { Type, type Static } from '@sinclair/typebox';
import { SizeMib } from '@triton/schemas/disk-size';
import { VmSnapshot } from '@triton/schemas/snapshot';
import { Uuid } from '@triton/schemas/uuid';
import { compile } from '@triton/schemas/validate';

const ReportedVmDisk = Type.Object({
  uuid: Uuid,
  pci_slot: Type.String(),
  size: SizeMib,
  boot: Type.Optional(Type.Boolean()),
  image_uuid: Type.Optional(Uuid),
  block_size: Type.Optional(Type.Integer()),
  snapshot_size: Type.Optional(Type.Number({ minimum: 0 })),
  path: Type.Optional(Type.String()),
  refreservation: Type.Optional(Type.Integer()),
  zfs_filesystem: Type.Optional(Type.String()),
  model: Type.Optional(Type.String()),
  media: Type.Optional(Type.String()),
});

const Things = Type.Record(Type.String(), Type.Unknown());

/** What VMAPI takes from `vmadm get`: the parts that the compute node decides. Everything else of it is ignored. */
export const NodeReport = Type.Object({
  uuid: Uuid,
  state: Type.String(),
  alias: Type.Optional(Type.String()),
  billing_id: Type.Optional(Uuid),
  cpu_cap: Type.Optional(Type.Integer()),
  max_lwps: Type.Optional(Type.Integer()),
  max_swap: Type.Optional(Type.Integer()),
  zfs_io_priority: Type.Optional(Type.Integer()),
  autoboot: Type.Optional(Type.Boolean()),
  firewall_enabled: Type.Optional(Type.Boolean()),
  tags: Type.Optional(Things),
  customer_metadata: Type.Optional(Things),
  internal_metadata: Type.Optional(Things),
  indestructible_zoneroot: Type.Optional(Type.Boolean()),
  zone_state: Type.Optional(Type.String()),
  ram: Type.Optional(Type.Integer({ minimum: 1 })),
  vcpus: Type.Optional(Type.Integer()),
  quota: Type.Optional(Type.Integer({ minimum: 0 })),
  flexible_disk_size: Type.Optional(Type.Integer({ minimum: 0 })),
  free_space: Type.Optional(Type.Integer()),
  allocatable: Type.Optional(Type.Integer({ minimum: 0 })),
  snapshot_hold: Type.Optional(Type.Integer({ minimum: 0 })),
  snapshots: Type.Optional(Type.Array(VmSnapshot)),
  disks: Type.Array(ReportedVmDisk),
  observed: Type.Optional(
    Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER, description: 'Orders what the node says of the VM.' }),
  ),
});
export type NodeReport = Static<typeof NodeReport>;
export type ReportedVmDisk = Static<typeof ReportedVmDisk>;

const check = compile(NodeReport);

/** The report, checked; throws when a node sends what no node should. */
export function readNodeReport(vm: unknown): NodeReport {
  const { value, errors } = check(withoutForeignDisks(vm));
  const [first] = errors;
  if (first) throw new Error(`unusable report of a compute node: ${first.field} ${first.message}`);
  return value;
}

/** The report without what has no volume of the VM's own behind it (a cdrom): it takes no space, and has no size to tell. */
function withoutForeignDisks(vm: unknown): unknown {
  const { disks } = (vm ?? {}) as { disks?: unknown };
  if (!Array.isArray(disks)) return vm;
  return {
    ...(vm as object),
    disks: disks.filter((disk: { size?: unknown } | null) => disk?.size !== undefined).map(inWholeMib),
  };
}

/** A volume that was resized past vmadm need not be whole mebibytes. */
function inWholeMib(disk: { size: unknown }): unknown {
  return typeof disk.size === 'number' ? { ...disk, size: Math.ceil(disk.size) } : disk;
}
