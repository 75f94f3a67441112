import type { CatalogTables } from '@triton/catalog/catalog-tables';
import { seedCatalog } from '@triton/catalog/seed-catalog';
import { openDatabase } from '@triton/database/open-database';
import { seedData } from '@triton/dev-stack/seed-data';
import { createLogger } from '@triton/logging/create-logger';
import type { World } from './world';

const MIB = 1024 ** 2;

/** Images of these sizes in MiB, by id: in the catalog, and on every compute node as a volume with its snapshot `@final`. */
export async function seedImages(world: World, sizesMib: Readonly<Record<string, number>>): Promise<void> {
  const images = Object.entries(sizesMib).map(([id, image_size]) => ({
    ...seedData.image,
    id,
    name: `image-${image_size}`,
    image_size,
  }));
  const log = createLogger('e2e', { level: 'fatal' });
  const { db, close } = openDatabase<CatalogTables>({ url: world.stack.urls.database, log, poolSize: 1 });
  await seedCatalog(db, { images }).finally(close);
  for (const { zfs } of world.pools()) {
    for (const { id, image_size } of images) {
      await zfs.createVolume(`zones/${id}`, { volsize: image_size * MIB, sparse: true });
      await zfs.snapshot(`zones/${id}@final`);
    }
  }
}
