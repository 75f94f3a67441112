import { catalogMigrations } from '@triton/catalog/catalog-migrations';
import type { CatalogTables } from '@triton/catalog/catalog-tables';
import { seedCatalog } from '@triton/catalog/seed-catalog';
import { migrate } from '@triton/database/migrate';
import { openDatabase } from '@triton/database/open-database';
import { createLogger } from '@triton/logging/create-logger';
import { seedData } from './seed-data';

export interface SeededKey {
  name: string;
  /** In OpenSSH form. */
  key: string;
}

/** Puts accounts with their public keys (by login), images and networks into the database. Repeating it changes nothing. */
export async function seedCatalogDatabase(
  databaseUrl: string,
  keys: Readonly<Record<string, readonly SeededKey[]>>,
): Promise<void> {
  const log = createLogger('seed', { level: 'warn' });
  const { db, close } = openDatabase<CatalogTables>({ url: databaseUrl, log, poolSize: 1 });
  try {
    await migrate(db, 'catalog', catalogMigrations);
    const { accounts, images, networks } = seedData;
    const withKeys = accounts.map((account) => ({ ...account, keys: [...(keys[account.login] ?? [])] }));
    await seedCatalog(db, { accounts: withKeys, images, networks });
  } finally {
    await close();
  }
}
