import { type Static, Type } from '@sinclair/typebox';

/** Something that was done to a machine. */
export const AuditRecord = Type.Object({
  success: Type.Union([Type.Literal('yes'), Type.Literal('no')]),
  time: Type.String({ description: 'When it ended; ISO 8601 with milliseconds.' }),
  action: Type.String({
    description: 'provision, start, stop, reboot, destroy, create_disk, resize_disk, delete_disk',
  }),
});
export type AuditRecord = Static<typeof AuditRecord>;
