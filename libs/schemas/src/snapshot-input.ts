import { type Static, Type } from '@sinclair/typebox';
import { SnapshotName } from './snapshot';

/** VMAPI CreateVmSnapshot. Without a name it is the moment: `20260303T100500Z`. */
export const CreateVmSnapshotInput = Type.Object(
  { snapshot_name: Type.Optional(SnapshotName) },
  { additionalProperties: false },
);
export type CreateVmSnapshotInput = Static<typeof CreateVmSnapshotInput>;

/** VMAPI RollbackVmSnapshot and DeleteVmSnapshot: which one. */
export const NamedSnapshotInput = Type.Object({ snapshot_name: SnapshotName }, { additionalProperties: false });
export type NamedSnapshotInput = Static<typeof NamedSnapshotInput>;
