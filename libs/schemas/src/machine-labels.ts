import { type Static, Type } from '@sinclair/typebox';

const Value = (maxLength: number) => Type.Union([Type.String({ maxLength }), Type.Number(), Type.Boolean()]);

/** Tags of a machine by name, as its user sets them. */
export const MachineTags = Type.Record(Type.String({ pattern: '^.{1,255}$' }), Value(1024), {
  additionalProperties: false,
});
export type MachineTags = Static<typeof MachineTags>;

/** Metadata of a machine by key: what its guest can read. */
export const MachineMetadata = Type.Record(Type.String({ pattern: '^.{1,255}$' }), Value(65_536), {
  additionalProperties: false,
});
export type MachineMetadata = Static<typeof MachineMetadata>;
