import { type Static, Type } from '@sinclair/typebox';

/** No `%`, since shipped clients print names as formats, and nothing that ZFS or a path would read as its own. */
export const SnapshotName = Type.String({
  pattern: '^[a-zA-Z0-9][a-zA-Z0-9_.-]*$',
  maxLength: 64,
  errorMessage: 'must be 1 to 64 letters, digits, `_`, `.` and `-`, and begin with a letter or a digit',
});

/** A snapshot of all disks of a machine, as CloudAPI shows it (RFD 154, "Relation to snapshots"). */
export const MachineSnapshot = Type.Object({
  name: Type.String(),
  state: Type.String({
    description: 'queued, running or failed while and because it is made so; created; deleting',
  }),
  size: Type.Optional(Type.Integer({ description: 'MiB that it holds; not known while it is being made.' })),
  created: Type.String(),
  updated: Type.String(),
});
export type MachineSnapshot = Static<typeof MachineSnapshot>;

/** CloudAPI CreateMachineSnapshot; without a name it is the time, `YYYYMMDDTHHMMSSZ`. */
export const CreateMachineSnapshotInput = Type.Object(
  { name: Type.Optional(SnapshotName) },
  { additionalProperties: false },
);
export type CreateMachineSnapshotInput = Static<typeof CreateMachineSnapshotInput>;

/** What CreateMachineSnapshot answers: a promise. */
export const PromisedSnapshot = Type.Object({ name: Type.String(), state: Type.Literal('queued') });
export type PromisedSnapshot = Static<typeof PromisedSnapshot>;
