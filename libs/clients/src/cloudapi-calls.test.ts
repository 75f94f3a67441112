import { CloudapiClient } from './cloudapi-client';
import { type SimulatedCloudapi, startSimulatedCloudapi } from './testing/simulated-cloudapi';

let service: SimulatedCloudapi;
let cloudapi: CloudapiClient;
let machineId: string;
beforeAll(async () => {
  service = await startSimulatedCloudapi();
  const { url, account, keyId, privateKey } = service;
  cloudapi = new CloudapiClient({ url, account, keyId, privateKey });
});
afterAll(async () => {
  cloudapi.close();
  await service.close();
});
beforeEach(() => {
  service.reset();
  machineId = service.cloud.addMachine({ name: 'db0', tags: { role: 'db' } }).id;
});

/** Looks at the machine's newest job until it has ended. */
async function end(): Promise<void> {
  const [{ uuid } = { uuid: '' }] = await cloudapi.listMachineJobs(machineId);
  while ((await cloudapi.getMachineJob(machineId, uuid)).execution === 'running');
}

test('a snapshot is promised, made, started from and deleted, and the audit has it all', async () => {
  expect(await cloudapi.createMachineSnapshot(machineId, { name: 'before' })).toMatchObject({
    body: { name: 'before', state: 'queued' },
  });
  await end();
  expect(await cloudapi.getMachineSnapshot(machineId, 'before')).toMatchObject({ state: 'created' });
  expect(await cloudapi.startMachineFromSnapshot(machineId, 'before')).toEqual({ jobUuid: expect.any(String) });
  await end();
  expect(await cloudapi.deleteMachineSnapshot(machineId, 'before')).toEqual({ jobUuid: expect.any(String) });
  await end();
  expect(await cloudapi.listMachineSnapshots(machineId)).toEqual([]);
  expect((await cloudapi.machineAudit(machineId)).map(({ action }) => action)).toEqual([
    'delete_snapshot',
    'rollback_snapshot',
    'create_snapshot',
  ]);
});

test('tags and metadata are added, replaced, read and removed', async () => {
  expect(await cloudapi.addMachineTags(machineId, { shard: 1 })).toMatchObject({ body: { role: 'db', shard: 1 } });
  await end();
  expect(await cloudapi.getMachineTag(machineId, 'shard')).toBe(1);
  expect(await cloudapi.replaceMachineTags(machineId, { role: 'web' })).toMatchObject({ body: { role: 'web' } });
  await end();
  await cloudapi.deleteMachineTags(machineId, 'role');
  await end();
  expect(await cloudapi.listMachineTags(machineId)).toEqual({});
  expect(await cloudapi.updateMachineMetadata(machineId, { color: 'red' })).toMatchObject({ body: { color: 'red' } });
  await end();
  expect(await cloudapi.getMachineMetadata(machineId, 'color')).toBe('red');
  await cloudapi.deleteMachineMetadata(machineId);
  await end();
  expect(await cloudapi.listMachineMetadata(machineId)).toEqual({});
});

test('a machine changes its package', async () => {
  await cloudapi.resizeMachine(machineId, 'sample-1g');
  await end();
  expect(await cloudapi.getMachine(machineId)).toMatchObject({ package: 'sample-1g', disk: 25_600 });
});

test('users get keys, roles and policies, and lose them', async () => {
  const bob = await cloudapi.createUser({ login: 'bob', email: 'bob@acme.example', password: 'secret-1' });
  await cloudapi.createUserKey('bob', { name: 'laptop', key: 'ssh-ed25519 AAAA' });
  await cloudapi.createPolicy({ name: 'read', rules: ['CAN getmachine'] });
  const role = await cloudapi.createRole({
    name: 'reader',
    members: [{ login: 'bob', default: true }],
    policies: ['read'],
  });
  expect(role).toMatchObject({ members: [{ id: bob.id, default: true }], policies: [{ name: 'read' }] });
  expect(await cloudapi.getUser(bob.id, { membership: true })).toMatchObject({ default_roles: ['reader'] });
  expect(await cloudapi.updateUser('bob', { phone: '1' })).toMatchObject({ phone: '1' });
  expect(await cloudapi.changeUserPassword('bob', 'secret-2')).toMatchObject({ login: 'bob' });
  expect(await cloudapi.updateRole('reader', { members: [] })).toMatchObject({ members: [] });
  expect(await cloudapi.updatePolicy('read', { rules: ['CAN getmachine AND listmachines'] })).toMatchObject({
    rules: ['CAN getmachine AND listmachines'],
  });
  expect(await cloudapi.getUserKey('bob', 'laptop')).toMatchObject({ name: 'laptop' });
  await cloudapi.deleteUserKey('bob', 'laptop');
  expect(await cloudapi.listUserKeys('bob')).toEqual([]);
  await cloudapi.deleteRole('reader');
  await cloudapi.deletePolicy('read');
  await cloudapi.deleteUser('bob');
  expect([await cloudapi.listUsers(), await cloudapi.listRoles(), await cloudapi.listPolicies()]).toEqual([[], [], []]);
  await expect(cloudapi.getRole('reader')).rejects.toMatchObject({ code: 'ResourceNotFound' });
  await expect(cloudapi.getPolicy('read')).rejects.toMatchObject({ code: 'ResourceNotFound' });
});

test('the account changes what it says of itself', async () => {
  expect(await cloudapi.updateAccount({ city: 'Vienna' })).toMatchObject({ city: 'Vienna' });
  expect(await cloudapi.getAccount()).toMatchObject({ login: 'acme', city: 'Vienna' });
  expect(await cloudapi.listDatacenters()).toEqual({ 'us-test-1': expect.any(String) });
  expect(await cloudapi.listServices()).toEqual({ cloudapi: expect.any(String) });
  expect(await cloudapi.getLimits()).toEqual([]);
});
