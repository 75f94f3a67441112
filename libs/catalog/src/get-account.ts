import type { CatalogDatabase } from './catalog-tables';
import { type CatalogAccount, toCatalogAccount } from './to-catalog-account';

export async function getAccount(db: CatalogDatabase, uuid: string): Promise<CatalogAccount | undefined> {
  const row = await db.selectFrom('catalog.accounts').selectAll().where('uuid', '=', uuid).executeTakeFirst();
  return row && toCatalogAccount(row);
}
