import { randomUUID } from 'node:crypto';
import type { DatabaseHandle } from '@triton/database/open-database';
import { withRetries } from '@triton/database/with-retries';
import type { VmNetworkWish } from '@triton/schemas/create-vm-input';
import type { CatalogTables } from './catalog-tables';
import { listNics } from './list-nics';
import { provisionNics } from './provision-nics';
import { releaseNics } from './release-nics';
import { openTestCatalog } from './testing/open-test-catalog';
import { ACME, ADMIN, EXTERNAL, FABRIC, OTHER, smallCatalog } from './testing/small-catalog';

let catalog: DatabaseHandle<CatalogTables>;
beforeAll(async () => {
  catalog = await openTestCatalog(smallCatalog);
});
afterAll(() => catalog.close());
afterEach(() => catalog.db.deleteFrom('catalog.nics').execute());

function provision(wishes: VmNetworkWish[], { vmUuid = randomUUID() as string, accountUuid = ACME } = {}) {
  return withRetries(catalog.db, (trx) => provisionNics(trx, { vmUuid, accountUuid, wishes }));
}
const external = { ipv4_uuid: EXTERNAL };
const at = (ip: string) => [{ ...external, ipv4_ips: [ip] }];

test('a NIC has the lowest free address, which the gateway is not, and the facts of its network', async () => {
  const [nic, ...rest] = await provision([external]);
  expect(rest).toEqual([]);
  expect(nic).toEqual({
    mac: expect.stringMatching(/^90:b8:d0(:[0-9a-f]{2}){3}$/) as string,
    ip: '10.88.1.2',
    netmask: '255.255.255.0',
    gateway: '10.88.1.1',
    network_uuid: EXTERNAL,
    nic_tag: 'external',
    vlan_id: 0,
    primary: true,
    interface: 'net0',
  });
});

test('an address that was given back is the lowest again', async () => {
  const [first, second] = [randomUUID(), randomUUID()];
  await provision([external], { vmUuid: first });
  await provision([external], { vmUuid: second });
  await releaseNics(catalog.db, first);
  await releaseNics(catalog.db, first);
  expect(await listNics(catalog.db, first)).toEqual([]);
  expect(await provision([external])).toMatchObject([{ ip: '10.88.1.2' }]);
  expect(await provision([external])).toMatchObject([{ ip: '10.88.1.4' }]);
});

test('NICs come in the order of the wishes; the first is primary unless another is to be', async () => {
  const wishes = [external, { ipv4_uuid: FABRIC.toUpperCase() }, external];
  expect(await provision(wishes, { accountUuid: OTHER })).toMatchObject([
    { interface: 'net0', ip: '10.88.1.2', primary: true },
    { interface: 'net1', ip: '10.88.3.2', primary: false },
    { interface: 'net2', ip: '10.88.1.3', primary: false },
  ]);
  expect(await provision([external, { ...external, primary: true }])).toMatchObject([
    { primary: false },
    { primary: true },
  ]);
});

test('provisioning a VM again gives the NICs it has', async () => {
  const vmUuid = randomUUID();
  const nics = await provision([external, external], { vmUuid });
  expect(await provision([external], { vmUuid })).toEqual(nics);
});

test('an address that was asked for is given, and the lowest free one stays what it was', async () => {
  expect(await provision(at('10.88.1.7'))).toMatchObject([{ ip: '10.88.1.7' }]);
  expect(await provision([external])).toMatchObject([{ ip: '10.88.1.2' }]);
});

describe('a wish is refused, naming networks, for', () => {
  test.each([
    ['a network that does not exist', [{ ipv4_uuid: randomUUID() }], 'Invalid'],
    ["the operator's network", [{ ipv4_uuid: ADMIN }], 'Invalid'],
    ["somebody else's network", [external, { ipv4_uuid: FABRIC }], 'Invalid'],
    [
      'two primary NICs',
      [
        { ...external, primary: true },
        { ...external, primary: true },
      ],
      'Invalid',
    ],
    ['the gateway', at('10.88.1.1'), 'Invalid'],
    ['an address outside of the range', at('10.88.1.41'), 'Invalid'],
    ['an address of another network', at('10.88.2.5'), 'Invalid'],
    ['the same address twice', [...at('10.88.1.9'), ...at('10.88.1.9')], 'Duplicate'],
  ])('%s, and leaves nothing behind', async (_why, wishes, code) => {
    const vmUuid = randomUUID();
    await expect(provision(wishes, { vmUuid })).rejects.toMatchObject({
      code: 'ValidationFailed',
      errors: [{ field: 'networks', code }],
    });
    expect(await listNics(catalog.db, vmUuid)).toEqual([]);
  });
});

test('a race of 20 VMs for NICs gives 20 different addresses without a gap', async () => {
  const nics = (await Promise.all(Array.from({ length: 20 }, () => provision([external])))).flat();
  const last = nics.map(({ ip }) => Number(ip.split('.')[3])).sort((a, b) => a - b);
  expect(last).toEqual(Array.from({ length: 20 }, (_, index) => index + 2));
  expect(new Set(nics.map(({ mac }) => mac)).size).toBe(20);
});

test('VMs that want the same networks in other orders do not block each other', async () => {
  const fabric = { ipv4_uuid: FABRIC };
  const wishes = Array.from({ length: 10 }, (_, index) => (index % 2 ? [external, fabric] : [fabric, external]));
  const nics = await Promise.all(wishes.map((wish) => provision(wish, { accountUuid: OTHER })));
  expect(new Set(nics.flat().map(({ ip }) => ip)).size).toBe(20);
});

test('the last addresses go to exactly as many as there are, and everyone else is told', async () => {
  const results = await Promise.allSettled(Array.from({ length: 45 }, () => provision([external])));
  const refused = results.filter((result) => result.status === 'rejected');
  // .1 is the gateway's; .2 to .40 are 39.
  expect(results.length - refused.length).toBe(39);
  for (const { reason } of refused) {
    expect(reason).toMatchObject({ errors: [{ field: 'networks', code: 'InsufficientCapacity' }] });
  }
});
