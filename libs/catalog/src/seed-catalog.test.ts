import type { DatabaseHandle } from '@triton/database/open-database';
import type { CatalogTables } from './catalog-tables';
import { getAccountByLogin } from './get-account-by-login';
import { getImage } from './get-image';
import { listNetworks } from './list-networks';
import { seedCatalog } from './seed-catalog';
import { openTestCatalog } from './testing/open-test-catalog';
import { ACME, smallCatalog, UBUNTU } from './testing/small-catalog';

let catalog: DatabaseHandle<CatalogTables>;
beforeAll(async () => {
  catalog = await openTestCatalog(smallCatalog);
});
afterAll(() => catalog.close());

async function everything() {
  const tables = ['catalog.accounts', 'catalog.keys', 'catalog.images', 'catalog.networks'] as const;
  return Promise.all(tables.map((table) => catalog.db.selectFrom(table).selectAll().execute()));
}

test('seeding again changes nothing', async () => {
  const before = await everything();
  await seedCatalog(catalog.db, smallCatalog);
  expect(await everything()).toEqual(before);
});

test('several processes may seed at once', async () => {
  await expect(
    Promise.all(Array.from({ length: 4 }, () => seedCatalog(catalog.db, smallCatalog))),
  ).resolves.toBeDefined();
});

test('a changed seed changes what it names and nothing else', async () => {
  const [first] = smallCatalog.accounts;
  if (!first) throw new Error('no account');
  await seedCatalog(catalog.db, { accounts: [{ ...first, email: 'new@acme.example' }] });
  expect(await getAccountByLogin(catalog.db, 'acme')).toMatchObject({ id: ACME, email: 'new@acme.example' });
  expect(await getImage(catalog.db, UBUNTU)).toMatchObject({ image_size: 10240 });
  expect(await listNetworks(catalog.db, ACME)).toHaveLength(1);
  await seedCatalog(catalog.db, smallCatalog);
});

test('every fault of a seed is named', async () => {
  const seed = { accounts: [{ id: 'x', login: 'acme' }], images: [{}] } as never;
  await expect(seedCatalog(catalog.db, seed)).rejects.toThrow(
    /accounts\.0\.email is required.*accounts\.0\.id must be a UUID/s,
  );
});

test('a network whose range leaves its subnet cannot be', async () => {
  const [network] = smallCatalog.networks;
  if (!network) throw new Error('no network');
  const wrong = { ...network, provision_end_ip: '10.99.0.1' };
  await expect(seedCatalog(catalog.db, { networks: [wrong] })).rejects.toThrow(/networks_range_in_subnet/);
});
