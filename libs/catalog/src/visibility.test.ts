import type { DatabaseHandle } from '@triton/database/open-database';
import type { CatalogTables } from './catalog-tables';
import { getImage } from './get-image';
import { getNetwork } from './get-network';
import { listImages } from './list-images';
import { listNetworks } from './list-networks';
import { openTestCatalog } from './testing/open-test-catalog';
import {
  ACME,
  ADMIN,
  EXTERNAL,
  FABRIC,
  OLD_IMAGE,
  OTHER,
  PRIVATE_IMAGE,
  smallCatalog,
  UBUNTU,
} from './testing/small-catalog';

let catalog: DatabaseHandle<CatalogTables>;
beforeAll(async () => {
  catalog = await openTestCatalog(smallCatalog);
});
afterAll(() => catalog.close());

const ids = (things: { id: string }[]) => things.map(({ id }) => id);

test('an account lists public images and its own, active ones unless it asks for others', async () => {
  expect(ids(await listImages(catalog.db, ACME))).toEqual([UBUNTU]);
  expect(ids(await listImages(catalog.db, OTHER))).toEqual([UBUNTU, PRIVATE_IMAGE].sort());
  expect(ids(await listImages(catalog.db, ACME, { state: 'all' }))).toEqual([OLD_IMAGE, UBUNTU]);
  expect(ids(await listImages(catalog.db, ACME, { state: 'disabled' }))).toEqual([OLD_IMAGE]);
});

test.each([
  [{ name: 'golden' }, [PRIVATE_IMAGE]],
  [{ owner: OTHER }, [PRIVATE_IMAGE]],
  [{ public: false }, [PRIVATE_IMAGE]],
  [{ os: 'linux', type: 'zvol', version: '1.0.0', public: true }, [UBUNTU]],
  [{ os: 'windows' }, []],
])('images can be filtered by %j', async (filter, expected) => {
  expect(ids(await listImages(catalog.db, OTHER, filter))).toEqual(expected);
});

test('an image is shown as users see it', async () => {
  expect(await getImage(catalog.db, UBUNTU)).toEqual(smallCatalog.images[0]);
});

test("somebody else's image is not there for an account, and is there for services", async () => {
  expect(await getImage(catalog.db, PRIVATE_IMAGE, { accountUuid: ACME })).toBeUndefined();
  expect(await getImage(catalog.db, PRIVATE_IMAGE, { accountUuid: OTHER })).toMatchObject({ id: PRIVATE_IMAGE });
  expect(await getImage(catalog.db, PRIVATE_IMAGE)).toMatchObject({ id: PRIVATE_IMAGE });
  expect(await getImage(catalog.db, ADMIN)).toBeUndefined();
});

test('an account lists public networks and its own, public ones first', async () => {
  expect(ids(await listNetworks(catalog.db, ACME))).toEqual([EXTERNAL]);
  expect(ids(await listNetworks(catalog.db, OTHER))).toEqual([EXTERNAL, FABRIC]);
});

test('a network is shown with plain addresses', async () => {
  expect(await getNetwork(catalog.db, EXTERNAL)).toEqual(smallCatalog.networks[0]);
});

test("the operator's network is not there for an account", async () => {
  expect(await getNetwork(catalog.db, ADMIN, { accountUuid: ACME })).toBeUndefined();
  expect(await getNetwork(catalog.db, FABRIC, { accountUuid: ACME })).toBeUndefined();
  expect(await getNetwork(catalog.db, FABRIC, { accountUuid: OTHER })).toMatchObject({ name: 'fabric' });
  expect(await getNetwork(catalog.db, ADMIN)).toMatchObject({ name: 'admin' });
});
