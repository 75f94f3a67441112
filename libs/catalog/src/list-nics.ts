import { sql } from '@triton/database/kysely';
import type { Nic } from '@triton/schemas/nic';
import type { CatalogDatabase } from './catalog-tables';

/** The NICs of a VM: net0 first. */
export async function listNics(db: CatalogDatabase, vmUuid: string): Promise<Nic[]> {
  const rows = await db
    .selectFrom('catalog.nics as nic')
    .innerJoin('catalog.networks as network', 'network.uuid', 'nic.network_uuid')
    .select(['nic.mac', 'nic.network_uuid', 'nic.is_primary', 'nic.interface', 'network.nic_tag', 'network.vlan_id'])
    .select([
      sql<string>`host(nic.ip)`.as('ip'),
      sql<string>`host(netmask(network.subnet))`.as('netmask'),
      sql<string | null>`host(network.gateway)`.as('gateway'),
    ])
    .where('nic.vm_uuid', '=', vmUuid)
    .orderBy(sql`length(nic.interface)`)
    .orderBy('nic.interface')
    .execute();
  return rows.map(({ is_primary, gateway, ...row }) => ({
    ...row,
    ...(gateway === null ? {} : { gateway }),
    primary: is_primary,
  }));
}
