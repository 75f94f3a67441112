import { type Static, Type } from '@sinclair/typebox';
import { Uuid } from './uuid';

export const Account = Type.Object({
  id: Uuid,
  login: Type.String(),
  email: Type.String(),
  companyName: Type.Optional(Type.String()),
  firstName: Type.Optional(Type.String()),
  lastName: Type.Optional(Type.String()),
  triton_cns_enabled: Type.Boolean(),
  created: Type.String(),
  updated: Type.String(),
});
export type Account = Static<typeof Account>;
