import { type Static, Type } from '@sinclair/typebox';
import { VmDisk } from './disk';
import { Nic } from './nic';
import { VmSnapshot } from './snapshot';
import { Uuid } from './uuid';

/** A VM as VMAPI shows it. Sizes are MiB but for `quota`, which is GiB (vmadm's unit). */
export const Vm = Type.Object({
  uuid: Uuid,
  alias: Type.String(),
  brand: Type.String(),
  state: Type.String({ description: 'provisioning, running, stopped, failed, destroyed…' }),
  zone_state: Type.Optional(Type.String()),
  owner_uuid: Uuid,
  server_uuid: Type.Optional(Uuid),
  billing_id: Type.Optional(Uuid),
  ram: Type.Integer(),
  vcpus: Type.Optional(Type.Integer()),
  quota: Type.Optional(Type.Integer()),
  flexible_disk_size: Type.Optional(Type.Integer({ description: 'Absent: not a flexible disk instance.' })),
  free_space: Type.Optional(Type.Integer({ description: 'RFD 154: flexible size − Σ disks − Σ snapshots.' })),
  allocatable: Type.Optional(Type.Integer({ description: 'What a new disk can really have now.' })),
  disks: Type.Array(VmDisk),
  nics: Type.Array(Nic),
  tags: Type.Record(Type.String(), Type.Unknown()),
  customer_metadata: Type.Record(Type.String(), Type.Unknown()),
  internal_metadata: Type.Record(Type.String(), Type.Unknown()),
  snapshots: Type.Array(VmSnapshot, { description: 'Newest first.' }),
  image_uuid: Type.Optional(Uuid),
  indestructible_zoneroot: Type.Optional(Type.Boolean({ description: 'Deletion protection.' })),
  firewall_enabled: Type.Optional(Type.Boolean()),
  create_timestamp: Type.String(),
  last_modified: Type.String(),
  destroyed: Type.Union([Type.String(), Type.Null()]),
  etag: Type.String({ description: 'Changes with every change of the record; for If-Match.' }),
});
export type Vm = Static<typeof Vm>;
