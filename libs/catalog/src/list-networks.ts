import type { Network } from '@triton/schemas/network';
import type { CatalogDatabase } from './catalog-tables';
import { selectNetworks } from './select-networks';
import { toNetwork } from './to-network';

/** The networks an account may use: public ones and those it owns. Public ones first, so that the first is the default. */
export async function listNetworks(db: CatalogDatabase, accountUuid: string): Promise<Network[]> {
  const rows = await selectNetworks(db, accountUuid).orderBy('is_public', 'desc').orderBy('name').execute();
  return rows.map(toNetwork);
}
