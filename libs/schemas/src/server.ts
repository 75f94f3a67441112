import { type Static, Type } from '@sinclair/typebox';
import { Uuid } from './uuid';

/** What a platform can do beyond what every platform can. */
export const Capabilities = Type.Object({
  online_grow: Type.Boolean({ description: 'A running guest notices a grown disk.' }),
});
export type Capabilities = Static<typeof Capabilities>;

/** A compute node as CNAPI shows it. `disk_*` and `memory_*` are bytes, `unreserved_*` MiB. */
export const Server = Type.Object({
  uuid: Uuid,
  hostname: Type.String(),
  datacenter: Type.String(),
  status: Type.String({ description: 'running or unknown' }),
  setup: Type.Boolean(),
  reserved: Type.Boolean(),
  headnode: Type.Boolean(),
  capabilities: Capabilities,
  sysinfo: Type.Record(Type.String(), Type.Unknown()),
  vms: Type.Record(Type.String(), Type.Unknown()),
  disk_pool_size_bytes: Type.Integer(),
  disk_pool_alloc_bytes: Type.Integer(),
  disk_pool_available_bytes: Type.Integer(),
  memory_total_bytes: Type.Integer(),
  unreserved_disk: Type.Integer(),
  unreserved_ram: Type.Integer(),
  last_heartbeat: Type.Union([Type.String(), Type.Null()]),
  last_boot: Type.Union([Type.String(), Type.Null()]),
  created: Type.String(),
});
export type Server = Static<typeof Server>;
