import type { CatalogDatabase } from './catalog-tables';
import { type CatalogAccount, toCatalogAccount } from './to-catalog-account';

export async function getAccountByLogin(db: CatalogDatabase, login: string): Promise<CatalogAccount | undefined> {
  const row = await db.selectFrom('catalog.accounts').selectAll().where('login', '=', login).executeTakeFirst();
  return row && toCatalogAccount(row);
}
