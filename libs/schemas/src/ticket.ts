import { type Static, Type } from '@sinclair/typebox';
import { Uuid } from './uuid';

/** A place in the line of those who want to change one thing. */
export const Ticket = Type.Object({
  uuid: Uuid,
  server_uuid: Uuid,
  scope: Type.String(),
  id: Type.String(),
  action: Type.String(),
  reqid: Type.String(),
  status: Type.Union([
    Type.Literal('queued'),
    Type.Literal('active'),
    Type.Literal('finished'),
    Type.Literal('expired'),
  ]),
  epoch: Type.Integer({ description: '0 until active.' }),
  created_at: Type.String(),
  updated_at: Type.String(),
  expires_at: Type.String(),
  extra: Type.Record(Type.String(), Type.Unknown()),
});
export type Ticket = Static<typeof Ticket>;
