import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudapiClient } from '@triton/clients/cloudapi-client';
import { waitFor } from '@triton/dev-stack/wait-for';
import { loadPrivateKey, type PrivateKey } from '@triton/http-auth/load-private-key';
import { signRequest } from '@triton/http-auth/sign-request';
import { opensshKeys, pemKeys } from '@triton/http-auth/testing/generated-keys';
import { expectDisks } from './expect-disks';
import { refusal } from './refusal';
import { type Answer, signedRequest, type SignedRequest } from './signed-request';
import { startWorld } from './start-world';
import type { World } from './world';

jest.setTimeout(180_000);

const DISKS = { '0:4:0': 10240, '0:4:1': 1024 };

let world: World;
let acmesKey: PrivateKey;
let machineId: string;
let diskId: string;
let jobUuid: string;
beforeAll(async () => {
  world = await startWorld();
  acmesKey = loadPrivateKey(readFileSync(world.stack.environment.KEY ?? '', 'utf8'));
  machineId = await world.newMachine({ disks: [{}, { size: 1024 }] }, { stopped: true });
  diskId = await world.diskIn(machineId, '0:4:1');
  jobUuid = (await world.cloudapi.listMachineJobs(machineId))[0]?.uuid ?? '';
});
afterAll(() => world?.close());

function send(request: Partial<SignedRequest> & { path: string }): Promise<Answer> {
  return signedRequest({ url: world.stack.urls.cloudapi, login: 'acme', privateKey: acmesKey, ...request });
}

const aKey = () => loadPrivateKey(pemKeys().at(-1)?.privateText ?? '');

describe('HTTP signatures', () => {
  test.each([...pemKeys(), ...opensshKeys()].map((key) => [key.name, key] as const))(
    'a key of the account signs: %s',
    async (name, { privateText }) => {
      const privateKey = loadPrivateKey(privateText);
      const { openssh: key, fingerprintMd5, fingerprintSha256 } = privateKey.publicKey;
      const keyName = name.replaceAll(' ', '-');
      expect(await send({ path: '/acme', privateKey })).toMatchObject({ status: 401 });
      await world.cloudapi.createKey({ name: keyName, key });
      for (const keyId of [fingerprintMd5, fingerprintSha256, keyName]) {
        const options = { url: world.stack.urls.cloudapi, account: 'acme', keyId, privateKey };
        const client = new CloudapiClient(options);
        expect(await client.getMachine(machineId)).toMatchObject({ id: machineId });
        client.close();
      }
      await world.cloudapi.deleteKey(keyName);
      expect(await send({ path: '/acme', privateKey })).toMatchObject({ status: 401 });
    },
  );

  test.each([
    ['4 minutes old', -240, 200, undefined],
    ['4 minutes early', 240, 200, undefined],
    ['6 minutes old', -360, 400, 'RequestExpired'],
    ['6 minutes early', 360, 400, 'RequestExpired'],
  ])('a signature that is %s', async (_age, seconds, status, code) => {
    const answer = await send({ path: '/acme/machines', date: new Date(Date.now() + seconds * 1000) });
    expect([answer.status, (answer.body as { code?: string }).code]).toEqual([status, code]);
  });

  test('a wrong key, an unknown key and an unknown account are all refused in the same words', async () => {
    const path = '/acme/machines';
    const answers = await Promise.all([
      send({ path, privateKey: aKey() }),
      send({ path, privateKey: aKey(), keyName: acmesKey.publicKey.fingerprintMd5 }),
      send({ path: '/nobody/machines', login: 'nobody', privateKey: aKey() }),
      send({ path: '/nobody/machines', login: 'nobody' }),
    ]);
    const [first] = answers;
    expect(first).toMatchObject({ status: 401, body: { code: 'InvalidCredentials' } });
    for (const { status, body } of answers) expect({ status, body }).toEqual({ status: 401, body: first?.body });
  });

  test('no signature, and one of another request, are refused', async () => {
    const unsigned = await fetch(`${world.stack.urls.cloudapi}/acme/machines`);
    expect(unsigned.status).toBe(401);
    const path = `/acme/machines/${machineId}`;
    const { authorization, date } = signatureOf({ method: 'GET', path });
    const replayed = await fetch(`${world.stack.urls.cloudapi}${path}`, {
      method: 'DELETE',
      headers: { authorization, date },
    });
    expect(replayed.status).toBe(401);
  });
});

describe('a stranger', () => {
  const requests: [string, (stranger: CloudapiClient) => Promise<unknown>][] = [
    ['see the machine', (stranger) => stranger.getMachine(machineId)],
    ['list its disks', (stranger) => stranger.listMachineDisks(machineId)],
    ['see a disk', (stranger) => stranger.getMachineDisk(machineId, diskId)],
    ['add a disk', (stranger) => stranger.createMachineDisk(machineId, { size: 1024 })],
    ['grow a disk', (stranger) => stranger.resizeMachineDisk(machineId, diskId, { size: 2048 })],
    ['delete a disk', (stranger) => stranger.deleteMachineDisk(machineId, diskId)],
    ['list its jobs', (stranger) => stranger.listMachineJobs(machineId)],
    ['see a job', (stranger) => stranger.getMachineJob(machineId, jobUuid)],
    ['start it', (stranger) => stranger.startMachine(machineId)],
    ['stop it', (stranger) => stranger.stopMachine(machineId)],
    ['reboot it', (stranger) => stranger.rebootMachine(machineId)],
    ['delete it', (stranger) => stranger.deleteMachine(machineId)],
  ];

  test.each(requests)('can not %s: to others it does not exist', async (_what, request) => {
    const { etag } = await world.vmapi.getVm(machineId);
    const stranger = world.cloudapiOf('globex');
    expect(await refusal(request(stranger))).toMatchObject({ status: 404, code: 'ResourceNotFound' });
    stranger.close();
    expect(await world.vmapi.getVm(machineId)).toMatchObject({ etag });
  });

  test('lists nothing of others, and gets nowhere by their path', async () => {
    const stranger = world.cloudapiOf('globex');
    expect(await stranger.listMachines()).toEqual([]);
    expect(await stranger.countMachines()).toBe(0);
    stranger.close();
    const privateKey = loadPrivateKey(readFileSync(world.stack.keys.globex?.privateKeyFile ?? '', 'utf8'));
    for (const path of ['/acme/machines', `/acme/machines/${machineId}`, `/acme/machines/${machineId}/disks`]) {
      expect(await send({ path, login: 'globex', privateKey })).toMatchObject({ status: 404 });
    }
  });

  test('can not reach the disk of another through a machine of its own', async () => {
    const other = await world.newMachine({ disks: [{}, { size: 1024 }] }, { stopped: true });
    expect(await refusal(world.cloudapi.resizeMachineDisk(other, diskId, { size: 2048 }))).toMatchObject({
      status: 404,
    });
    expect(await refusal(world.cloudapi.deleteMachineDisk(other, diskId))).toMatchObject({ status: 404 });
    expect(await refusal(world.cloudapi.getMachineJob(other, jobUuid))).toMatchObject({ status: 404 });
    await expectDisks(world, machineId, DISKS);
    await expectDisks(world, other, DISKS);
  });
});

test('the req_id of a request is in the logs of everyone who worked on it', async () => {
  const id = await world.newMachine({ disks: [{}, { size: 1024 }] }, { stopped: true });
  const disk = await world.diskIn(id, '0:4:1');
  const answer = await send({ method: 'POST', path: `/acme/machines/${id}/disks/${disk}`, body: '{"size":2048}' });
  expect(answer.status).toBe(202);
  await world.succeeded(id, answer.headers.get('x-job-uuid') ?? undefined);
  const reqId = answer.headers.get('x-request-id') ?? '';
  expect(reqId).toMatch(/^[0-9a-f-]{36}$/);
  for (const name of ['cloudapi', 'vmapi', 'vmapi-runner', 'cnapi', 'cn0']) {
    const log = () => readFileSync(join(world.stack.dataDir, 'logs', `${name}.log`), 'utf8');
    await waitFor(`${name} has logged ${reqId}`, () => log().includes(`"req_id":"${reqId}"`), { timeoutMs: 10_000 });
  }
});

test('hostile requests are refused, and leave every process alive and the ledger as it was', async () => {
  const pids = () => world.stack.names.map((name) => [name, world.stack.pid(name)]);
  const before = { pids: pids(), etag: (await world.vmapi.getVm(machineId)).etag };
  const disks = `/acme/machines/${machineId}/disks`;
  const post = (path: string, body: string, headers: Record<string, string> = {}) =>
    send({ method: 'POST', path, body, headers });
  const sizes = [
    '-1',
    '0',
    '1.5',
    '1e300',
    '"NaN"',
    'null',
    '[1]',
    '{"$gt":0}',
    '9007199254740993',
    '"1024; zfs destroy"',
  ];
  const answers = await Promise.all([
    post(disks, '{"size": 1024'),
    post(disks, '[]'),
    post(disks, '"remaining"'),
    post(disks, `{"size":1024,"note":"${'x'.repeat(3_000_000)}"}`),
    post(disks, `${'['.repeat(100_000)}${']'.repeat(100_000)}`),
    post(disks, '{"__proto__":{"size":1024}}'),
    post(disks, '{"size":1024,"constructor":{"prototype":{}}}'),
    post(disks, '{"size":1024}', { 'content-type': 'text/plain' }),
    post(`${disks}/${diskId}`, '{"size":512,"dangrous_allow_shrink":true}'),
    post(`${disks}/${diskId}`, '{"size":512,"dangerous_allow_shrink":"true"}'),
    post(`${disks}/..%2f..%2f${machineId}`, '{"size":2048}'),
    post(`/acme/machines/${encodeURIComponent("' or 1=1 --")}/disks`, '{"size":1024}'),
    post(`/acme/machines/${machineId}%00/disks`, '{"size":1024}'),
    ...sizes.map((size) => post(disks, `{"size":${size}}`)),
  ]);
  for (const { status, body } of answers) {
    expect({ status, body }).toEqual({
      status: expect.any(Number),
      body: expect.objectContaining({ code: expect.any(String), message: expect.any(String) }),
    });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
  }
  expect({ pids: pids(), etag: (await world.vmapi.getVm(machineId)).etag }).toEqual(before);
  await expectDisks(world, machineId, DISKS);
});

function signatureOf(request: { method: string; path: string }): { authorization: string; date: string } {
  const keyId = `/acme/keys/${acmesKey.publicKey.fingerprintMd5}`;
  return signRequest({ privateKey: acmesKey, keyId }, request);
}
