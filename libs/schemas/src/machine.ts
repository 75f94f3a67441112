import { type Static, Type } from '@sinclair/typebox';
import { MachineDisk } from './disk';
import { Uuid } from './uuid';

export const MachineNic = Type.Object({
  mac: Type.String(),
  ip: Type.String(),
  primary: Type.Boolean(),
  gateway: Type.Optional(Type.String()),
  netmask: Type.String(),
  state: Type.String(),
  network: Uuid,
});

/** A machine as CloudAPI shows it (RFD 154, GetMachine). Sizes are MiB. */
export const Machine = Type.Object({
  id: Uuid,
  name: Type.String(),
  type: Type.String(),
  brand: Type.String(),
  state: Type.String(),
  image: Uuid,
  ips: Type.Array(Type.String()),
  memory: Type.Integer(),
  disk: Type.Integer(),
  deletion_protection: Type.Boolean(),
  metadata: Type.Record(Type.String(), Type.Unknown()),
  tags: Type.Record(Type.String(), Type.Unknown()),
  created: Type.String(),
  updated: Type.String(),
  networks: Type.Array(Uuid),
  nics: Type.Array(MachineNic),
  primaryIp: Type.Optional(Type.String()),
  firewall_enabled: Type.Boolean(),
  compute_node: Type.Optional(Uuid),
  package: Type.String(),
  flexible: Type.Optional(Type.Boolean()),
  free_space: Type.Optional(Type.Integer()),
  allocatable: Type.Optional(Type.Integer()),
  disks: Type.Optional(Type.Array(MachineDisk)),
});
export type Machine = Static<typeof Machine>;
