import { generateKeyPairSync, sign } from 'node:crypto';
import { parsePublicKey } from '@triton/http-auth/parse-public-key';
import { verifyRequest } from '@triton/http-auth/verify-request';
import { CloudapiClient } from './cloudapi-client';
import { type Asked, type RecordingService, startRecordingService } from './testing/recording-service';

const VM = '9d9f0c0a-1a2b-4c3d-8e4f-5a6b7c8d9e0f';
const JOB = '6b7e0000-0000-4000-8000-000000000001';
const DISK = 'b1f00000-0000-4000-8000-000000000001';
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const KEY = parsePublicKey(publicKey.export({ type: 'spki', format: 'pem' }).toString());

let service: RecordingService;
beforeAll(async () => {
  service = await startRecordingService();
});
afterAll(() => service.close());
beforeEach(() => service.reset());

let cloudapi: CloudapiClient;
beforeEach(() => {
  const text = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  cloudapi = new CloudapiClient({ url: service.url, account: 'acme', keyId: KEY.fingerprintMd5, privateKey: text });
});
afterEach(() => cloudapi.close());

test('every request carries a signature over its method and target', async () => {
  service.answer([], {});
  await cloudapi.listMachines({ name: 'web 0&1', limit: 5 });
  const [request] = service.asked;
  if (!request) throw new Error('nothing was asked');
  expect(request.url).toBe('/acme/machines?name=web%200%261&limit=5');
  const { method, url, headers } = request;
  const signed = { method, url, headers, httpVersion: '1.1', publicKey: KEY };
  expect(verifyRequest(signed).keyId).toBe(`/acme/keys/${KEY.fingerprintMd5}`);
  expect(() => verifyRequest({ ...signed, method: 'DELETE' })).toThrow('does not verify');
  expect(request.headers['accept-version']).toBe('~9||~8');
});

test('a key that only an agent has signs too', async () => {
  const agentKey = { publicKey: KEY, sign: async (data: Buffer) => sign('sha256', data, privateKey) };
  const client = new CloudapiClient({ url: service.url, account: 'acme', keyId: 'k', privateKey: agentKey });
  await client.getAccount();
  client.close();
  const [{ method, url, headers }] = service.asked as [Asked];
  expect(verifyRequest({ method, url, headers, publicKey: KEY }).keyId).toBe('/acme/keys/k');
});

test('when the agent refuses, nothing is sent', async () => {
  const agentKey = { publicKey: KEY, sign: () => Promise.reject(new Error('the agent refuses')) };
  const client = new CloudapiClient({ url: service.url, account: 'acme', keyId: 'k', privateKey: agentKey });
  await expect(client.getAccount()).rejects.toThrow('the agent refuses');
  client.close();
  expect(service.asked).toEqual([]);
});

test('a sub-user signs as one', async () => {
  const text = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const client = new CloudapiClient({ url: service.url, account: 'acme', user: 'bob', keyId: 'k', privateKey: text });
  await client.getAccount();
  expect(service.asked[0]?.headers.authorization).toContain('keyId="/acme/users/bob/keys/k"');
  client.close();
});

test('roles go with every request, and an operator acts on another account with their own signature', async () => {
  const text = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const facts = { url: service.url, account: 'acme', user: 'bob', keyId: 'k', privateKey: text };
  const client = new CloudapiClient({ ...facts, roles: ['ops', 'read only'], actAs: 'other' });
  await client.listMachines({ limit: 1 });
  await client.stopMachine(VM);
  client.close();
  expect(service.asked.map(({ url }) => url)).toEqual([
    '/other/machines?limit=1&as-role=ops%2Cread%20only',
    `/other/machines/${VM}?as-role=ops%2Cread%20only`,
  ]);
  expect(service.asked[0]?.headers.authorization).toContain('keyId="/acme/users/bob/keys/k"');
});

test.each([
  ['POST', `/acme/machines/${VM}/disks`, () => cloudapi.createMachineDisk(VM, { size: 512 })],
  ['POST', `/acme/machines/${VM}/disks/${DISK}`, () => cloudapi.resizeMachineDisk(VM, DISK, { size: 1024 })],
  ['DELETE', `/acme/machines/${VM}/disks/${DISK}`, () => cloudapi.deleteMachineDisk(VM, DISK)],
  ['POST', `/acme/machines/${VM}`, () => cloudapi.startMachine(VM)],
  ['POST', `/acme/machines/${VM}`, () => cloudapi.stopMachine(VM)],
  ['POST', `/acme/machines/${VM}`, () => cloudapi.rebootMachine(VM)],
  ['POST', `/acme/machines/${VM}`, () => cloudapi.renameMachine(VM, 'db1')],
  ['POST', `/acme/machines/${VM}`, () => cloudapi.enableDeletionProtection(VM)],
  ['POST', `/acme/machines/${VM}`, () => cloudapi.disableDeletionProtection(VM)],
  ['DELETE', `/acme/machines/${VM}`, () => cloudapi.deleteMachine(VM)],
])('%s %s answers with the job and the place', async (method, path, call) => {
  service.answer(undefined, { 'x-job-uuid': JOB, Location: `/acme/machines/${VM}/disks/${DISK}` }, 202);
  expect(await call()).toEqual({ jobUuid: JOB, location: `/acme/machines/${VM}/disks/${DISK}` });
  expect(service.asked).toMatchObject([{ method, url: path }]);
  service.answer(undefined, {}, 204);
  expect(await call()).toEqual({});
});

test.each([
  ['/--ping', () => cloudapi.ping()],
  ['/acme', () => cloudapi.getAccount()],
  ['/acme/keys', () => cloudapi.listKeys()],
  ['/acme/keys/my%20key', () => cloudapi.getKey('my key')],
  [`/acme/machines/${VM}`, () => cloudapi.getMachine(VM)],
  [`/acme/machines/${VM}/disks`, () => cloudapi.listMachineDisks(VM)],
  [`/acme/machines/${VM}/disks/${DISK}`, () => cloudapi.getMachineDisk(VM, DISK)],
  [`/acme/machines/${VM}/jobs`, () => cloudapi.listMachineJobs(VM)],
  [`/acme/machines/${VM}/jobs/${JOB}`, () => cloudapi.getMachineJob(VM, JOB)],
  ['/acme/packages?name=fd-*', () => cloudapi.listPackages({ name: 'fd-*' })],
  ['/acme/packages/fd-4g', () => cloudapi.getPackage('fd-4g')],
  ['/acme/images', () => cloudapi.listImages()],
  [`/acme/images/${DISK}`, () => cloudapi.getImage(DISK)],
  ['/acme/networks', () => cloudapi.listNetworks()],
  [`/acme/networks/${DISK}`, () => cloudapi.getNetwork(DISK)],
])('GET %s answers with the body', async (path, call) => {
  service.answer({ some: 'body' });
  expect(await call()).toEqual({ some: 'body' });
  expect(service.asked).toMatchObject([{ method: 'GET', url: path }]);
});

test('machines are counted without being listed', async () => {
  service.answer(undefined, { 'x-resource-count': '3' });
  expect(await cloudapi.countMachines({ state: 'running' })).toBe(3);
  expect(service.asked).toMatchObject([{ method: 'HEAD', url: '/acme/machines?state=running' }]);
});

test('machines and keys are made, keys are removed', async () => {
  service.answer({ id: VM }, {}, 201);
  const input = { image: DISK, package: 'fd-4g', disks: [{}, { size: 'remaining' as const }] };
  expect(await cloudapi.createMachine(input, { idempotencyKey: 'k' })).toEqual({ id: VM });
  await cloudapi.createKey({ name: 'laptop', key: 'ssh-rsa AAAA' });
  await cloudapi.deleteKey('laptop');
  expect(service.asked.map(({ method, url: path }) => `${method} ${path}`)).toEqual([
    'POST /acme/machines',
    'POST /acme/keys',
    'DELETE /acme/keys/laptop',
  ]);
  expect(service.asked[0]).toMatchObject({ body: input, headers: { 'idempotency-key': 'k' } });
});

test('what sets tags, metadata or takes a snapshot answers with what there will be, and with the job', async () => {
  service.answer({ name: 'noon' }, { 'x-job-uuid': JOB });
  const promised = { jobUuid: JOB, body: { name: 'noon' } };
  expect(await cloudapi.createMachineSnapshot(VM, { name: 'noon' })).toEqual(promised);
  expect(await cloudapi.addMachineTags(VM, { name: 'noon' })).toEqual(promised);
  expect(await cloudapi.replaceMachineTags(VM, { name: 'noon' })).toEqual(promised);
  expect(await cloudapi.updateMachineMetadata(VM, { name: 'noon' })).toEqual(promised);
  expect(service.asked.map(({ method, url }) => `${method} ${url}`)).toEqual([
    `POST /acme/machines/${VM}/snapshots`,
    `POST /acme/machines/${VM}/tags`,
    `PUT /acme/machines/${VM}/tags`,
    `POST /acme/machines/${VM}/metadata`,
  ]);
});

test('any request can be made, and answers with everything', async () => {
  service.answer([1], { 'x-anything': 'yes' });
  const headers = { 'x-mine': 'too' };
  const answer = await cloudapi.request({ method: 'put', path: '/my/things?a=b', body: { c: 1 }, headers });
  expect(answer).toMatchObject({ status: 200, body: [1], headers: { 'x-anything': 'yes' } });
  await cloudapi.request({ method: 'delete', path: '/my/things', headers });
  expect(service.asked).toMatchObject([
    { method: 'PUT', url: '/my/things?a=b', body: { c: 1 }, headers },
    { method: 'DELETE', url: '/my/things', headers },
  ]);
});

test('actions on a machine are told apart by their body, and take the key of a repeatable request', async () => {
  service.answer(undefined, {}, 202);
  const options = { idempotencyKey: 'k' };
  await cloudapi.renameMachine(VM, 'db1', options);
  await cloudapi.enableDeletionProtection(VM, options);
  await cloudapi.disableDeletionProtection(VM, options);
  await cloudapi.rebootMachine(VM, options);
  expect(service.asked.map(({ body }) => body)).toEqual([
    { action: 'rename', name: 'db1' },
    { action: 'enable_deletion_protection' },
    { action: 'disable_deletion_protection' },
    { action: 'reboot' },
  ]);
  for (const { headers } of service.asked) expect(headers['idempotency-key']).toBe('k');
});

test('of a deleted machine the error keeps status 410 and the machine', async () => {
  service.answer({ id: VM, state: 'deleted' }, {}, 410);
  await expect(cloudapi.getMachine(VM)).rejects.toMatchObject({ status: 410, body: { id: VM, state: 'deleted' } });
});
