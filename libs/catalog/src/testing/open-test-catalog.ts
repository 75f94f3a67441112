import { migrate } from '@triton/database/migrate';
import { type DatabaseHandle, openDatabase } from '@triton/database/open-database';
import { createTestDatabase } from '@triton/database/testing/test-database';
import { createLogger } from '@triton/logging/create-logger';
import { catalogMigrations } from '../catalog-migrations';
import type { CatalogSeed } from '../catalog-seed';
import type { CatalogTables } from '../catalog-tables';
import { seedCatalog } from '../seed-catalog';

/** A catalog of this test file alone, filled with `seed`. `close` removes it. */
export async function openTestCatalog(seed: Partial<CatalogSeed>): Promise<DatabaseHandle<CatalogTables>> {
  const database = await createTestDatabase();
  const handle = openDatabase<CatalogTables>({ url: database.url, log: createLogger('catalog', { level: 'fatal' }) });
  await migrate(handle.db, 'catalog', catalogMigrations);
  await seedCatalog(handle.db, seed);
  return {
    db: handle.db,
    async close() {
      await handle.close();
      await database.drop();
    },
  };
}
