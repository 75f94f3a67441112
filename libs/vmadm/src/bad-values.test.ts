import type { TObject } from '@sinclair/typebox';

import { checkPayload } from './check-payload';
import { CreatePayload } from './create-payload';
import { createVm } from './create-vm';
import { ChangedDisk, NewDisk } from './disk-payload';
import { makeSimulatedNode, type SimulatedNode, VM } from './testing/simulated-node';
import { vmState } from './testing/vm-state';
import { UpdatePayload } from './update-payload';
import { updateVm } from './update-vm';
import { RIDERS } from './vm-properties';

const OTHER = '11111111-1111-4111-8111-111111111111';
const DISK0 = `/dev/zvol/rdsk/zones/${VM}/disk0`;

/** What a careless or a hostile hand may put anywhere. */
const VALUES = {
  negative: -1,
  zero: 0,
  one: 1,
  fraction: 1.5,
  huge: 2 ** 53,
  astronomic: 1e300,
  word: 'x',
  digit: '1',
  empty: '',
  null: null,
  true: true,
  list: [],
  object: {},
  command: '$(reboot)',
  path: '../../etc/passwd',
  option: '-o quota=none',
  nul: 'a\0b',
  escape: '\u001b[2Jx',
  lines: 'a\nb',
  megabyte: 'x'.repeat(1_000_000),
} as const;
type Kind = keyof typeof VALUES;

const TEXT: Kind[] = ['word', 'digit', 'command', 'path', 'option'];
const COUNT: Kind[] = ['zero', 'one'];
const FLAG: Kind[] = ['true'];
const ANYTHING = Object.keys(VALUES) as Kind[];

/** For every property that create or update knows, which of the values it takes; null and the empty string unset all. */
const TAKEN: Readonly<Record<string, readonly Kind[]>> = {
  add_disks: ['list'],
  alias: ['word', 'digit'],
  archive_on_delete: FLAG,
  autoboot: FLAG,
  bhyve_extra_opts: TEXT,
  billing_id: [],
  bootrom: TEXT,
  brand: [],
  cpu_cap: COUNT,
  cpu_shares: COUNT,
  cpu_type: TEXT,
  creator_uuid: TEXT,
  customer_metadata: ['object'],
  disk_driver: [],
  disks: ['list'],
  dns_domain: TEXT,
  do_not_inventory: FLAG,
  firewall_enabled: FLAG,
  flexible_disk_size: COUNT,
  hostname: TEXT,
  indestructible_zoneroot: FLAG,
  internal_metadata: ['object'],
  limit_priv: TEXT,
  maintain_resolvers: FLAG,
  max_locked_memory: COUNT,
  max_lwps: COUNT,
  max_physical_memory: COUNT,
  max_swap: COUNT,
  nic_driver: TEXT,
  nics: ['list'],
  owner_uuid: [],
  package_name: TEXT,
  package_version: TEXT,
  quota: COUNT,
  ram: COUNT,
  remove_customer_metadata: ['list'],
  remove_disks: ['list'],
  remove_internal_metadata: ['list'],
  remove_tags: ['list'],
  resolvers: ['list'],
  set_customer_metadata: ['object'],
  set_internal_metadata: ['object'],
  set_tags: ['object'],
  tags: ['object'],
  update_disks: ['list'],
  uuid: [],
  vcpus: ['one'],
  vnc_port: ['negative', 'zero', 'one'],
  zfs_io_priority: COUNT,
  zpool: [],
  ...Object.fromEntries(Object.keys(RIDERS).map((name) => [name, ANYTHING])),
};

/** The same for the properties of disks, where nothing is unset. */
const TAKEN_BY_DISKS: Readonly<Record<string, readonly Kind[]>> = {
  block_size: [],
  boot: FLAG,
  compression: [],
  dangerous_allow_shrink: FLAG,
  guest_block_size: ['digit'],
  image_size: [],
  image_uuid: [],
  media: [],
  model: [],
  nocreate: FLAG,
  notrim: FLAG,
  path: [],
  pci_slot: ['digit'],
  refreservation: COUNT,
  size: ['one'],
  uuid: [],
  zpool: [],
};

let node: SimulatedNode;
let before: unknown;
beforeAll(async () => {
  node = await makeSimulatedNode();
  const disks = [{ size: 1024, boot: true }];
  await createVm(node.host, { uuid: VM, brand: 'bhyve', autoboot: false, flexible_disk_size: 10240, disks });
  before = await vmState(node.host, VM);
});
afterAll(() => node.close());

async function messageOf(done: Promise<unknown>): Promise<string> {
  const error: unknown = await done.then(
    () => new Error('it was taken'),
    (refusal: unknown) => refusal,
  );
  expect(error).toMatchObject({ name: 'VmadmError' });
  return (error as Error).message;
}

/** A message for people: it names the property, fits a screen, and does nothing to a terminal. */
const clear = (property: string): RegExp => new RegExp(`^(?=.*\\b${property}\\b)[ -~]{1,400}$`);

const namesOf = (schema: TObject): string[] => Object.keys(schema.properties);
const refusedOf = (taken: readonly Kind[], unset: boolean): Kind[] =>
  ANYTHING.filter((kind) => !taken.includes(kind) && !(unset && (kind === 'empty' || kind === 'null')));

test('the tables name every property', () => {
  const all = new Set([...namesOf(CreatePayload), ...namesOf(UpdatePayload)]);
  expect(Object.keys(TAKEN).sort()).toEqual([...all].sort());
  const ofDisks = new Set([...namesOf(NewDisk), ...namesOf(ChangedDisk)]);
  expect(Object.keys(TAKEN_BY_DISKS).sort()).toEqual([...ofDisks].sort());
});

test.each(namesOf(UpdatePayload))('update takes what %s can be, and refuses all else by name', async (name) => {
  const taken = name === 'uuid' ? ANYTHING : (TAKEN[name] ?? []);
  for (const kind of taken) checkPayload(UpdatePayload, { [name]: VALUES[kind] });
  for (const kind of refusedOf(taken, true)) {
    const message = await messageOf(updateVm(node.host, VM, { [name]: VALUES[kind] }));
    expect([kind, message]).toEqual([kind, expect.stringMatching(clear(name))]);
  }
  expect(await vmState(node.host, VM)).toEqual(before);
});

test.each(namesOf(CreatePayload))('create takes what %s can be, and refuses all else by name', async (name) => {
  const whole = { uuid: OTHER, brand: 'bhyve' };
  const taken = TAKEN[name] ?? [];
  for (const kind of taken) checkPayload(CreatePayload, { ...whole, [name]: VALUES[kind] });
  for (const kind of refusedOf(taken, true)) {
    const message = await messageOf(createVm(node.host, { ...whole, [name]: VALUES[kind] }));
    expect([kind, message]).toEqual([kind, expect.stringMatching(clear(name))]);
  }
  expect(await node.host.configs.list()).toEqual([VM]);
  expect(await vmState(node.host, OTHER)).toEqual({ config: undefined, datasets: [] });
});

test.each([
  ...namesOf(NewDisk).map((name) => ['add_disks', name, { size: 1 }] as const),
  ...namesOf(ChangedDisk).map((name) => ['update_disks', name, { path: DISK0 }] as const),
])('a disk of %s refuses what its %s can not be', async (list, name, disk) => {
  const taken = TAKEN_BY_DISKS[name] ?? [];
  for (const kind of taken) checkPayload(UpdatePayload, { [list]: [{ ...disk, [name]: VALUES[kind] }] });
  for (const kind of refusedOf(taken, false)) {
    const message = await messageOf(updateVm(node.host, VM, { [list]: [{ ...disk, [name]: VALUES[kind] }] }));
    expect([kind, message]).toEqual([kind, expect.stringMatching(clear(name))]);
  }
  expect(await vmState(node.host, VM)).toEqual(before);
});

test.each(ANYTHING)('a payload, a list of disks, a disk, or the name of one that is %s', async (kind) => {
  const value: unknown = VALUES[kind];
  const refused = [
    ...(kind === 'object' ? [] : [value]),
    ...['add_disks', 'update_disks', 'remove_disks'].map((list) => ({ [list]: [value] })),
  ];
  for (const payload of refused) {
    const message = await messageOf(updateVm(node.host, VM, payload));
    expect([payload, message]).toEqual([payload, expect.stringMatching(/^[ -~]{1,400}$/)]);
  }
  expect(await vmState(node.host, VM)).toEqual(before);
});

test.each([
  ...['x', '1', '', '__proto__', 'constructor', '-o', 'a\0b', '\u001b[2J', 'disks.0.size'].map((name) => [name, name]),
  ['100,000 letters', 'x'.repeat(100_000)],
] as [string, string][])('a property that is called %j is not known, and hurts nobody', async (_what, name) => {
  const payload: unknown = JSON.parse(`{${JSON.stringify(name)}: 1}`);
  for (const refused of [updateVm(node.host, VM, payload), updateVm(node.host, VM, { add_disks: [payload] })]) {
    expect(await messageOf(refused)).toMatch(/^Invalid value\(s\) for: [ -~]{1,2000}$/);
  }
  expect(await vmState(node.host, VM)).toEqual(before);
});
