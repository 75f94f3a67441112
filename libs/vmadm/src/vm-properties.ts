import { Type } from '@sinclair/typebox';
import { LARGEST_SIZE_MIB } from '@triton/schemas/disk-size';
import { Uuid } from '@triton/schemas/uuid';
import { DiskModel } from './disk-payload';

const count = (maximum = Number.MAX_SAFE_INTEGER) =>
  Type.Optional(Type.Integer({ minimum: 0, maximum, errorMessage: `must be a whole number from 0 to ${maximum}` }));
const flag = () => Type.Optional(Type.Boolean());
const text = (maxLength = 1024) =>
  Type.Optional(
    Type.String({
      maxLength,
      pattern: '^[^\\u0000-\\u001f\\u007f]*$',
      errorMessage: `must be at most ${maxLength} printable characters`,
    }),
  );

/** Metadata is for the guest: any JSON value, the platform only keeps it. */
export const MetadataObject = Type.Record(Type.String(), Type.Unknown());

/** Properties of a bhyve VM that both create and update take, and that the zone configuration keeps as they are. */
export const VM_PROPERTIES = {
  alias: Type.Optional(
    Type.String({
      pattern: '^[a-zA-Z0-9][a-zA-Z0-9_.-]*$',
      maxLength: 189,
      errorMessage: 'must be at most 189 letters, digits, "_", "." and "-", the first a letter or a digit',
    }),
  ),
  archive_on_delete: flag(),
  autoboot: flag(),
  bhyve_extra_opts: text(),
  billing_id: Type.Optional(Uuid),
  bootrom: text(),
  cpu_cap: count(),
  cpu_shares: count(),
  cpu_type: text(64),
  creator_uuid: text(64),
  disk_driver: Type.Optional(DiskModel),
  dns_domain: text(255),
  do_not_inventory: flag(),
  firewall_enabled: flag(),
  flexible_disk_size: count(LARGEST_SIZE_MIB),
  hostname: text(255),
  indestructible_zoneroot: flag(),
  limit_priv: text(),
  maintain_resolvers: flag(),
  max_locked_memory: count(),
  max_lwps: count(),
  max_physical_memory: count(),
  max_swap: count(),
  nic_driver: text(64),
  owner_uuid: Type.Optional(Uuid),
  package_name: text(255),
  package_version: text(64),
  quota: count(LARGEST_SIZE_MIB / 1024),
  ram: count(),
  resolvers: Type.Optional(Type.Array(Type.String({ maxLength: 64 }), { maxItems: 16 })),
  vcpus: Type.Optional(Type.Integer({ minimum: 1, maximum: 64, errorMessage: 'must be a whole number from 1 to 64' })),
  vnc_port: Type.Optional(
    Type.Integer({ minimum: -1, maximum: 65535, errorMessage: 'must be a whole number from -1 to 65535' }),
  ),
  zfs_io_priority: count(),
};

/** Keys that ride along on the way from VMAPI and CNAPI and mean nothing to the platform. */
export const RIDERS = {
  server_uuid: Type.Optional(Type.Unknown()),
  vm_uuid: Type.Optional(Type.Unknown()),
  image: Type.Optional(Type.Unknown()),
  image_uuid: Type.Optional(Type.Unknown()),
  package: Type.Optional(Type.Unknown()),
  networks: Type.Optional(Type.Unknown()),
  origin: Type.Optional(Type.Unknown()),
  firewall_rules: Type.Optional(Type.Unknown()),
  jobid: Type.Optional(Type.Unknown()),
  job_uuid: Type.Optional(Type.Unknown()),
  req_id: Type.Optional(Type.Unknown()),
  task: Type.Optional(Type.Unknown()),
  subtask: Type.Optional(Type.Unknown()),
  ticket: Type.Optional(Type.Unknown()),
};
