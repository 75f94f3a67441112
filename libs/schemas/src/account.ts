import { type Static, Type } from '@sinclair/typebox';
import { Contact } from './contact';
import { Uuid } from './uuid';

export const Account = Type.Object({
  id: Uuid,
  login: Type.String(),
  email: Type.String(),
  ...Contact,
  triton_cns_enabled: Type.Boolean(),
  created: Type.String(),
  updated: Type.String(),
});
export type Account = Static<typeof Account>;

/** CloudAPI UpdateAccount: what is given replaces what was there; an empty text of a contact field removes it. */
export const UpdateAccountInput = Type.Object(
  {
    email: Type.Optional(Type.String({ format: 'email', maxLength: 254, errorMessage: 'must be an email address' })),
    ...Contact,
    triton_cns_enabled: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
export type UpdateAccountInput = Static<typeof UpdateAccountInput>;
