import { sql } from '@triton/database/kysely';
import type { NumberedMigration } from '@triton/database/migrate';

export const networks: NumberedMigration = {
  name: '0003-networks',
  async up(db) {
    await sql`
      create table catalog.networks (
        uuid uuid primary key,
        name text not null unique,
        description text,
        is_public boolean not null,
        owner_uuids uuid[] not null default '{}',
        subnet cidr not null check (family(subnet) = 4),
        gateway inet,
        provision_start_ip inet not null,
        provision_end_ip inet not null,
        nic_tag text not null,
        vlan_id integer not null check (vlan_id between 0 and 4094),
        constraint networks_gateway_in_subnet check (gateway << subnet),
        -- The first and the last address of a subnet are no host's.
        constraint networks_range_in_subnet check (
          provision_start_ip > network(subnet) and provision_start_ip <= provision_end_ip
          and provision_end_ip < host(broadcast(subnet))::inet
        )
      )`.execute(db);
    await sql`
      create table catalog.nics (
        mac text primary key check (mac ~ '^90:b8:d0(:[0-9a-f]{2}){3}$'),
        ip inet not null,
        network_uuid uuid not null references catalog.networks,
        vm_uuid uuid not null,
        account_uuid uuid not null references catalog.accounts,
        is_primary boolean not null,
        interface text not null,
        created_at timestamptz not null default now(),
        constraint nics_ip_of_network unique (network_uuid, ip),
        constraint nics_interface_of_vm unique (vm_uuid, interface)
      )`.execute(db);
    await sql`create unique index nics_primary_of_vm on catalog.nics (vm_uuid) where is_primary`.execute(db);
  },
};
