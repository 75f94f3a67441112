import { seedData } from '@triton/dev-stack/seed-data';
import { loadPrivateKey } from '@triton/http-auth/load-private-key';
import { pemKeys } from '@triton/http-auth/testing/generated-keys';
import { CloudapiClient } from '@triton/clients/cloudapi-client';
import { startWorld } from './start-world';
import type { World } from './world';

jest.setTimeout(180_000);

const LARGER = 'b4-highcpu-bhyve-7.5g';
const MIB = 1024 ** 2;
const PACKAGE_MIB = 102_400;

let world: World;
let id: string;
beforeAll(async () => {
  world = await startWorld();
  id = await world.newMachine({ disks: [{}, { size: 1024 }] }, { stopped: true });
});
afterAll(() => world?.close());

const machine = () => world.cloudapi.getMachine(id);
const actions = async () => (await world.cloudapi.machineAudit(id)).map(({ action }) => action);
const PROMISED_FREE = PACKAGE_MIB - 10_240 - 1024;

test('a snapshot is made, seen on the node, started from and deleted', async () => {
  const pool = await world.poolOf(id);
  await pool.write(`zones/${id}/disk1`, 0, 512 * MIB);
  const { body, jobUuid } = await world.cloudapi.createMachineSnapshot(id, { name: 'before' });
  expect(body).toEqual({ name: 'before', state: 'queued' });
  await world.succeeded(id, jobUuid);
  expect(await world.cloudapi.getMachineSnapshot(id, 'before')).toMatchObject({ name: 'before', state: 'created' });
  const there = await pool.zfs.list(`zones/${id}`, ['name'], { types: ['snapshot'], recursive: true });
  expect(there.filter(({ name }) => name.endsWith('before')).length).toBeGreaterThan(0);

  // What is written now, the snapshot keeps as it was; the node tells with its next report.
  await pool.write(`zones/${id}/disk1`, 0, 256 * MIB);
  await world.does(id, () => world.cloudapi.startMachine(id));
  const { free_space: free, disks = [] } = await machine();
  const held = disks.find(({ size }) => size === 1024)?.snapshot_size ?? 0;
  expect(held).toBeGreaterThanOrEqual(256);
  expect(free).toBe(PROMISED_FREE - held);

  await world.does(id, () => world.cloudapi.startMachineFromSnapshot(id, 'before'));
  expect((await machine()).state).toBe('running');
  await world.does(id, () => world.cloudapi.stopMachine(id));
  await world.does(id, () => world.cloudapi.deleteMachineSnapshot(id, 'before'));
  expect(await world.cloudapi.listMachineSnapshots(id)).toEqual([]);
  await expect(world.cloudapi.getMachineSnapshot(id, 'before')).rejects.toMatchObject({ code: 'ResourceNotFound' });
  expect(await actions()).toEqual(expect.arrayContaining(['create_snapshot', 'rollback_snapshot', 'delete_snapshot']));
});

test('RFD 154, Relation to VM resize: the budget grows and shrinks with the package, never below what is used', async () => {
  await world.does(id, () => world.cloudapi.resizeMachine(id, LARGER));
  expect(await machine()).toMatchObject({ package: LARGER, disk: 204_800, memory: 7680 });
  await world.does(id, () => world.cloudapi.createMachineDisk(id, { size: 150_000 }));
  await expect(world.cloudapi.resizeMachine(id, seedData.flexiblePackage.name)).rejects.toMatchObject({
    status: 409,
    code: 'ValidationFailed',
  });
  const disks = await world.cloudapi.listMachineDisks(id);
  const large = disks.find(({ size }) => size === 150_000)?.id ?? '';
  await world.does(id, () => world.cloudapi.deleteMachineDisk(id, large));
  await world.does(id, () => world.cloudapi.resizeMachine(id, seedData.flexiblePackage.name));
  expect(await machine()).toMatchObject({ disk: PACKAGE_MIB, memory: 3840, free_space: PROMISED_FREE });
  expect(await actions()).toContain('resize');
});

test('tags and metadata are set, replaced and removed', async () => {
  const added = await world.cloudapi.addMachineTags(id, { role: 'db', shard: 1 });
  expect(added.body).toEqual({ role: 'db', shard: 1 });
  await world.succeeded(id, added.jobUuid);
  expect(await world.cloudapi.getMachineTag(id, 'shard')).toBe(1);
  expect(await world.cloudapi.listMachines({ 'tag.role': 'db' })).toMatchObject([{ id }]);
  const replaced = await world.cloudapi.replaceMachineTags(id, { role: 'web' });
  await world.succeeded(id, replaced.jobUuid);
  expect(await world.cloudapi.listMachineTags(id)).toEqual({ role: 'web' });
  await world.does(id, () => world.cloudapi.deleteMachineTags(id, 'role'));
  expect((await machine()).tags).toEqual({});
  const set = await world.cloudapi.updateMachineMetadata(id, { color: 'red' });
  await world.succeeded(id, set.jobUuid);
  expect(await world.cloudapi.getMachineMetadata(id, 'color')).toBe('red');
  await world.does(id, () => world.cloudapi.deleteMachineMetadata(id));
  expect(Object.keys(await world.cloudapi.listMachineMetadata(id))).toEqual(['root_authorized_keys']);
  expect(await actions()).toEqual(expect.arrayContaining(['set_tags', 'replace_tags', 'remove_tags', 'set_metadata']));
});

test('DeleteMachineDisk is allowed to one sub-user and denied to another', async () => {
  const privateKey = loadPrivateKey(pemKeys()[0]?.privateText ?? '');
  const { openssh: key, fingerprintMd5: keyId } = privateKey.publicKey;
  await world.cloudapi.createPolicy({ name: 'look', rules: ['CAN get* AND list*'] });
  await world.cloudapi.createPolicy({ name: 'clean', rules: ['CAN deletemachinedisk'] });
  const clients = ['bob', 'eve'].map((user) => {
    return new CloudapiClient({ url: world.stack.urls.cloudapi, account: 'acme', user, keyId, privateKey });
  });
  for (const login of ['bob', 'eve']) {
    await world.cloudapi.createUser({ login, email: `${login}@example.com`, password: 'secret-1' });
    await world.cloudapi.createUserKey(login, { name: 'laptop', key });
  }
  await world.cloudapi.createRole({ name: 'lookers', default_members: ['bob', 'eve'], policies: ['look'] });
  await world.cloudapi.createRole({ name: 'cleaners', default_members: ['bob'], policies: ['clean'] });
  const disk = await world.diskIn(id, '0:4:1');
  const [bob, eve] = clients as [CloudapiClient, CloudapiClient];
  expect(await eve.listMachineDisks(id)).toHaveLength(2);
  await expect(eve.deleteMachineDisk(id, disk)).rejects.toMatchObject({ status: 403, code: 'NotAuthorized' });
  await world.does(id, () => bob.deleteMachineDisk(id, disk));
  expect(await bob.listMachineDisks(id)).toHaveLength(1);
  const [latest] = await world.cloudapi.machineAudit(id);
  expect(latest).toMatchObject({ action: 'delete_disk', caller: { keyId: `/acme/users/bob/keys/${keyId}` } });
  for (const client of clients) client.close();
});
