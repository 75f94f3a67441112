import { type Static, Type } from '@sinclair/typebox';

/** VMAPI UpdateVm: what may be changed of a VM beside its disks and its power. */
export const UpdateVmInput = Type.Object(
  {
    alias: Type.Optional(Type.String({ pattern: '^[a-zA-Z0-9][a-zA-Z0-9_.-]*$', maxLength: 189 })),
    indestructible_zoneroot: Type.Optional(Type.Boolean({ description: 'Deletion protection.' })),
  },
  { additionalProperties: false, minProperties: 1 },
);
export type UpdateVmInput = Static<typeof UpdateVmInput>;
