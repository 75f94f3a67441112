import { type Static, Type } from '@sinclair/typebox';
import { Uuid } from './uuid';

/** A NIC as VMAPI and the compute node hold it. */
export const Nic = Type.Object({
  mac: Type.String(),
  ip: Type.String(),
  netmask: Type.String(),
  gateway: Type.Optional(Type.String()),
  network_uuid: Uuid,
  nic_tag: Type.String(),
  vlan_id: Type.Integer(),
  primary: Type.Boolean(),
  interface: Type.String(),
});
export type Nic = Static<typeof Nic>;
