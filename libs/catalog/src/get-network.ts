import type { Network } from '@triton/schemas/network';
import type { CatalogDatabase } from './catalog-tables';
import { selectNetworks } from './select-networks';
import { toNetwork } from './to-network';

/** A network. With `accountUuid`, only if that account may use it (public, or its own). */
export async function getNetwork(
  db: CatalogDatabase,
  uuid: string,
  { accountUuid }: { accountUuid?: string | undefined } = {},
): Promise<Network | undefined> {
  const row = await selectNetworks(db, accountUuid).where('uuid', '=', uuid).executeTakeFirst();
  return row && toNetwork(row);
}
