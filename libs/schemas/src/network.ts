import { type Static, Type } from '@sinclair/typebox';
import { Uuid } from './uuid';

export const Network = Type.Object({
  id: Uuid,
  name: Type.String(),
  description: Type.Optional(Type.String()),
  public: Type.Boolean(),
  subnet: Type.String(),
  gateway: Type.Optional(Type.String()),
  provision_start_ip: Type.String(),
  provision_end_ip: Type.String(),
  nic_tag: Type.String(),
  vlan_id: Type.Integer(),
});
export type Network = Static<typeof Network>;
