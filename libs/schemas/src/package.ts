import { type Static, Type } from '@sinclair/typebox';
import { LARGEST_SIZE_MIB } from './disk-size';
import { Uuid } from './uuid';

/** One default disk of a package (RFD 154, "Default disks in package"): image-sized, so many MiB, or the remainder. */
export const PackageDisk = Type.Object(
  {
    size: Type.Optional(
      Type.Union([Type.Integer({ minimum: 0, maximum: LARGEST_SIZE_MIB }), Type.Literal('remaining')]),
    ),
  },
  { additionalProperties: false },
);
export type PackageDisk = Static<typeof PackageDisk>;

/** A package as PAPI keeps it. `quota` (MiB) is the disk space it buys; memory and swap are MiB. */
export const Package = Type.Object({
  uuid: Uuid,
  name: Type.String(),
  version: Type.String(),
  active: Type.Boolean(),
  cpu_cap: Type.Optional(Type.Number()),
  max_lwps: Type.Number(),
  max_physical_memory: Type.Number(),
  max_swap: Type.Number(),
  quota: Type.Number(),
  zfs_io_priority: Type.Number(),
  vcpus: Type.Optional(Type.Number()),
  brand: Type.Optional(Type.String()),
  os: Type.Optional(Type.String()),
  owner_uuids: Type.Optional(Type.Array(Uuid)),
  networks: Type.Optional(Type.Array(Uuid)),
  group: Type.Optional(Type.String()),
  description: Type.Optional(Type.String()),
  common_name: Type.Optional(Type.String()),
  default: Type.Optional(Type.Boolean()),
  flexible_disk: Type.Optional(Type.Boolean()),
  disks: Type.Optional(Type.Array(PackageDisk)),
  v: Type.Number(),
  created_at: Type.String(),
  updated_at: Type.String(),
});
export type Package = Static<typeof Package>;

/** A package as CloudAPI shows it: `disk` and `memory` in MiB. */
export const MachinePackage = Type.Object({
  id: Uuid,
  name: Type.String(),
  version: Type.Optional(Type.String()),
  brand: Type.Optional(Type.String()),
  memory: Type.Number(),
  disk: Type.Number(),
  swap: Type.Number(),
  lwps: Type.Number(),
  vcpus: Type.Number(),
  default: Type.Boolean(),
  group: Type.Optional(Type.String()),
  description: Type.Optional(Type.String()),
  flexible_disk: Type.Optional(Type.Boolean()),
  disks: Type.Optional(Type.Array(PackageDisk)),
});
export type MachinePackage = Static<typeof MachinePackage>;
