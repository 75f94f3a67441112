import { type Static, Type } from '@sinclair/typebox';
import { Uuid } from './uuid';

/** What is being done to a disk, or `active` when nothing is. */
export const DiskState = Type.Union([
  Type.Literal('creating'),
  Type.Literal('resizing'),
  Type.Literal('deleting'),
  Type.Literal('active'),
]);
export type DiskState = Static<typeof DiskState>;

/** A disk of a VM as VMAPI shows it: what the compute node reported, and what the ledger knows of changes under way. */
export const VmDisk = Type.Object({
  uuid: Uuid,
  pci_slot: Type.String(),
  size: Type.Integer({ description: 'MiB; of a creating disk the size asked for, else what the disk has now.' }),
  target_size: Type.Optional(Type.Integer({ description: 'MiB; where a resize is going.' })),
  boot: Type.Boolean(),
  state: DiskState,
  image_uuid: Type.Optional(Uuid),
  block_size: Type.Optional(Type.Integer()),
  snapshot_size: Type.Optional(Type.Integer({ description: 'MiB used by all snapshots of the disk.' })),
  path: Type.Optional(Type.String()),
  refreservation: Type.Optional(Type.Integer()),
  zfs_filesystem: Type.Optional(Type.String()),
  model: Type.Optional(Type.String()),
  media: Type.Optional(Type.String()),
});
export type VmDisk = Static<typeof VmDisk>;

/** A disk as CloudAPI shows it, everywhere (RFD 154, GetMachine). `state` is the disk's change, or the machine's state. */
export const MachineDisk = Type.Object({
  id: Uuid,
  size: Type.Integer(),
  boot: Type.Optional(Type.Boolean()),
  image: Type.Optional(Uuid),
  snapshot_size: Type.Optional(Type.Integer()),
  pci_slot: Type.String(),
  block_size: Type.Optional(Type.Integer()),
  state: Type.String(),
});
export type MachineDisk = Static<typeof MachineDisk>;
