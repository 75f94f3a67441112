import { randomUUID } from 'node:crypto';
import type { Vm } from '@triton/schemas/vm';
import { FLEXIBLE, IMAGE, LARGER, OWNER, startWorld, type World } from './world';

let world: World;
let web: Vm;
let db: Vm;
let gone: Vm;
beforeAll(async () => {
  world = await startWorld();
  web = await world.newVm([], { alias: 'web0', tags: { role: 'web', tier: 1 }, autoboot: true });
  db = await world.newVm([2048], { alias: 'db0', tags: { role: 'db' }, ram: 8192, billing_id: LARGER });
  gone = await world.newVm([], { alias: 'old' });
  await world.finished((await world.vmapi.deleteVm(gone.uuid)).job_uuid);
});
afterAll(() => world.close());

const list = async (query: Parameters<World['vmapi']['listVms']>[0]) => {
  const { vms, total } = await world.vmapi.listVms(query);
  expect(total).toBe(vms.length);
  return vms.map(({ alias }) => alias);
};
const json = (value: object) => JSON.stringify(value);

test.each<[string, () => Parameters<World['vmapi']['listVms']>[0], string[]]>([
  ['nothing', () => ({}), ['old', 'db0', 'web0']],
  ['a state', () => ({ state: 'running' }), ['web0']],
  ['what is active', () => ({ state: 'active' }), ['db0', 'web0']],
  ['an alias', () => ({ alias: 'web0' }), ['web0']],
  ['the beginning of an alias', () => ({ alias: 'w*' }), ['web0']],
  ['memory', () => ({ ram: 8192 }), ['db0']],
  ['a package', () => ({ billing_id: LARGER }), ['db0']],
  ['an image', () => ({ image_uuid: IMAGE.toUpperCase(), state: 'active' }), ['db0', 'web0']],
  ['uuids', () => ({ uuids: [web.uuid, randomUUID(), 'nonsense'] }), ['web0']],
  ['an owner', () => ({ owner_uuid: randomUUID() }), []],
  ['a tag', () => ({ 'tag.role': 'db' }), ['db0']],
  ['a tag that is a number', () => ({ 'tag.tier': '1' }), ['web0']],
  ['a tag that is there at all', () => ({ 'tag.role': '*' }), ['db0', 'web0']],
  [
    'a predicate',
    () => ({ predicate: json({ and: [{ eq: ['owner_uuid', OWNER] }, { ge: ['ram', 8000] }] }) }),
    ['db0'],
  ],
  ['what a predicate excludes', () => ({ predicate: json({ ne: ['state', 'destroyed'] }) }), ['db0', 'web0']],
  ['an LDAP filter', () => ({ query: `(&(tag.role=*)(|(ram<=4000)(billing_id=${FLEXIBLE})))` }), ['web0']],
  ['several at once', () => ({ state: 'active', alias: '*0', query: '(!(tag.role=web))' }), ['db0']],
  ['a time', () => ({ query: '(create_timestamp>=2020-01-01T00:00:00Z)', state: 'active' }), ['db0', 'web0']],
])('VMs are found by %s', async (_what, query, aliases) => {
  expect(await list(query())).toEqual(aliases);
});

test('a list is sorted, narrowed and paged as asked', async () => {
  expect(await list({ sort: 'alias', state: 'active' })).toEqual(['db0', 'web0']);
  expect(await list({ sort: 'alias.DESC', state: 'active' })).toEqual(['web0', 'db0']);
  const page = await world.vmapi.listVms({ sort: 'ram.desc', state: 'active', limit: 1, fields: ['alias', 'ram'] });
  expect(page).toEqual({ vms: [{ alias: 'db0', ram: 8192 }], total: 2 });
  expect((await world.vmapi.listVms({ fields: '*', limit: 1 })).vms[0]).toHaveProperty('disks');
});

describe('a marker, the last VM of the page before,', () => {
  const pages = async (sort: string | undefined, markerOf: (uuid: string) => string, state?: string) => {
    const seen: (string | undefined)[] = [];
    for (let marker: string | undefined; ;) {
      const { vms, total } = await world.vmapi.listVms({ sort, state, marker, limit: 1 });
      expect(total).toBe(state === undefined ? 3 : 2);
      const [vm] = vms;
      if (vm?.uuid === undefined) return seen;
      seen.push(vm.alias);
      marker = markerOf(vm.uuid);
    }
  };

  // Two of the three have the same memory; only the deleted one has a time of its deletion.
  test.each([undefined, 'alias', 'alias.DESC', 'ram', 'ram.DESC', 'destroyed', 'destroyed.DESC', 'last_modified.DESC'])(
    'leads to the next one, sorted by %s',
    async (sort) => {
      const all = (await world.vmapi.listVms({ sort })).vms.map(({ alias }) => alias);
      expect(await pages(sort, (uuid) => uuid)).toEqual(all);
    },
  );

  test('may be written as JSON, and go with filters', async () => {
    const markerOf = (uuid: string) => json({ uuid, create_timestamp: '2026-01-01T00:00:00.000Z' });
    expect(await pages('alias', markerOf, 'active')).toEqual(['db0', 'web0']);
  });

  test.each([['nonsense'], ['{"uuid":3}'], ['{"uuid"'], [randomUUID()], [`${randomUUID()}&offset=3`]])(
    'that is %s is refused',
    async (marker) => {
      const answer = await fetch(`${world.url}/vms?marker=${marker}`);
      expect([answer.status, ((await answer.json()) as { errors: object[] }).errors[0]]).toMatchObject([
        409,
        { field: 'marker' },
      ]);
    },
  );
});

test.each([
  ['sort=colour', 'sort'],
  ['sort=ram.UP', 'sort'],
  ['fields=a;b', 'fields'],
  ['predicate={}', 'predicate'],
  ['predicate={"eq":["colour","red"]}', 'colour'],
  ['query=(x', 'query'],
  ['query=(ram=many)', 'ram'],
  ['query=(create_timestamp>=soon)', 'create_timestamp'],
  ['colour=red', 'colour'],
  ['%00=%00', '""'],
  ['tag.role=a&tag.role=b', 'tag.role'],
  ['owner_uuid=x', 'owner_uuid'],
])('a list by %s is refused', async (query, field) => {
  const answer = await fetch(`${world.url}/vms?${query}`);
  const body = (await answer.json()) as { code: string; errors: { field: string }[] };
  expect([answer.status, body.code, body.errors[0]?.field]).toEqual([409, 'ValidationFailed', field]);
});

test('states of many VMs are told at once', async () => {
  const answer = await fetch(`${world.url}/statuses?uuids=${[web.uuid, gone.uuid, randomUUID(), 'x'].join(',')}`);
  expect(await answer.json()).toEqual({ [web.uuid]: 'running', [gone.uuid]: 'destroyed' });
  expect((await fetch(`${world.url}/statuses`)).status).toBe(409);
});

describe('a VM that is to be read from its node', () => {
  const read = (uuid: string, query = 'sync=true') => fetch(`${world.url}/vms/${uuid}?${query}`);

  test('is shown as it is there now', async () => {
    world.cnapi.node.get(db.uuid).state = 'running';
    expect(await (await read(db.uuid, 'fields=state')).json()).toEqual({ state: 'stopped' });
    expect(await (await read(db.uuid, 'fields=state&sync=true')).json()).toEqual({ state: 'running' });
  });

  test('has another ETag only if something has changed', async () => {
    const vm = await world.newVm();
    const etag = async () => (await read(vm.uuid)).headers.get('etag');
    const before = await etag();
    expect(await etag()).toBe(before);
    world.cnapi.node.get(vm.uuid).state = 'running';
    expect(await etag()).not.toBe(before);
  });

  test('and is not there is destroyed', async () => {
    const vm = await world.newVm();
    world.cnapi.node.vms.delete(vm.uuid);
    expect(await (await read(vm.uuid)).json()).toMatchObject({ state: 'destroyed', disks: [] });
  });
});
