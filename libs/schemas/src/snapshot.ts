import { type Static, Type } from '@sinclair/typebox';

/** The name of a snapshot; part of the name of a ZFS snapshot, so it takes no `@`, no `/` and no space. */
export const SnapshotName = Type.String({
  pattern: '^[A-Za-z0-9_.:%-]{1,64}$',
  errorMessage: 'must be 1 to 64 letters, digits, "_", ".", ":", "%" and "-"',
});

/** A snapshot of a VM, as its compute node last reported it: one of each of its disks, of the same instant. */
export const VmSnapshot = Type.Object({
  name: Type.String(),
  created_at: Type.String(),
  size: Type.Optional(
    Type.Number({ description: "MiB of the zone root's own part; those of disks are in the disks." }),
  ),
});
export type VmSnapshot = Static<typeof VmSnapshot>;
