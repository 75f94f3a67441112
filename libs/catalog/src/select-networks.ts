import { sql } from '@triton/database/kysely';
import type { CatalogDatabase } from './catalog-tables';

/** Networks with their addresses as plain text (`10.0.0.1`, not `10.0.0.1/32`). With an account, those it may use. */
export function selectNetworks(db: CatalogDatabase, accountUuid?: string) {
  const query = db
    .selectFrom('catalog.networks')
    .select(['uuid', 'name', 'description', 'is_public', 'nic_tag', 'vlan_id'])
    .select([
      sql<string>`text(subnet)`.as('subnet'),
      sql<string>`host(netmask(subnet))`.as('netmask'),
      sql<string | null>`host(gateway)`.as('gateway'),
      sql<string>`host(provision_start_ip)`.as('provision_start_ip'),
      sql<string>`host(provision_end_ip)`.as('provision_end_ip'),
    ]);
  if (accountUuid === undefined) return query;
  return query.where((eb) =>
    eb.or([eb('is_public', '=', true), sql<boolean>`${accountUuid}::uuid = any (owner_uuids)`]),
  );
}

export type NetworkRow = Awaited<ReturnType<ReturnType<typeof selectNetworks>['executeTakeFirstOrThrow']>>;
