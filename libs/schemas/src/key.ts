import { type Static, Type } from '@sinclair/typebox';

/** An account's public key; `fingerprint` is MD5 in hex with colons, `key` is in OpenSSH form. */
export const Key = Type.Object({ name: Type.String(), fingerprint: Type.String(), key: Type.String() });
export type Key = Static<typeof Key>;

export const CreateKeyInput = Type.Object(
  {
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    key: Type.String({ minLength: 1, maxLength: 16384 }),
  },
  { additionalProperties: false },
);
export type CreateKeyInput = Static<typeof CreateKeyInput>;
