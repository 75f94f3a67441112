import { type Static, Type } from '@sinclair/typebox';

/** Who asked for it: a user by their key, or the operator of the cloud, of whom no more is told. */
export const AuditCaller = Type.Object({
  type: Type.Union([Type.Literal('signature'), Type.Literal('operator')]),
  ip: Type.Optional(Type.String({ description: 'Where the request came from.' })),
  keyId: Type.Optional(Type.String({ description: 'The key that signed it: `/acme/keys/…`.' })),
});
export type AuditCaller = Static<typeof AuditCaller>;

/** Something that was done to a machine. */
export const AuditRecord = Type.Object({
  success: Type.Union([Type.Literal('yes'), Type.Literal('no')]),
  time: Type.String({ description: 'When it ended; ISO 8601 with milliseconds.' }),
  action: Type.String({
    description:
      'provision, start, stop, reboot, destroy, rename, resize, create_disk, resize_disk, delete_disk, create_snapshot, ' +
      'rollback_snapshot, delete_snapshot, set_tags, replace_tags, remove_tags, set_metadata, replace_metadata, ' +
      'remove_metadata, enable_deletion_protection, disable_deletion_protection; update: another change',
  }),
  caller: AuditCaller,
});
export type AuditRecord = Static<typeof AuditRecord>;
