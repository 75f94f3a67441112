import { createHash, sign } from 'node:crypto';
import type { PrivateKey } from '@triton/http-auth/load-private-key';
import { signRequest } from '@triton/http-auth/sign-request';
import { forgetOldSignatures } from '../src/replay/forget-old-signatures';
import type { CloudapiTables } from '../src/tables';
import type { Kysely } from '@triton/database/kysely';
import { newKeyPair } from './key-pairs';
import { startWorld, type World } from './world';

/** All that could be faked, but for the date. */
const REAL = [
  ...(['hrtime', 'nextTick', 'performance', 'queueMicrotask'] as const),
  ...(['setImmediate', 'clearImmediate', 'setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] as const),
];

let world: World;
let tables: Kysely<CloudapiTables>;
beforeAll(async () => {
  world = await startWorld();
  tables = world.db as unknown as Kysely<CloudapiTables>;
});
afterAll(() => world.stop());
beforeEach(() => tables.deleteFrom('cloudapi.signatures').execute());

/** A request as it went over the wire, to be sent as often as a test likes. */
function captured(method: string, path: string, key: PrivateKey = world.keys.acme) {
  const keyId = `/acme/keys/${key.publicKey.fingerprintMd5}`;
  const headers = { ...signRequest({ privateKey: key, keyId }, { method, path }) };
  return { headers, send: (more = {}) => world.request(method, path, { key: null, headers: { ...headers, ...more } }) };
}

/** As if that much time had passed since every signature was first used. */
const age = (seconds: number) =>
  tables
    .updateTable('cloudapi.signatures')
    .set((eb) => ({ first_used_at: eb.fn<Date>('date_subtract', ['first_used_at', eb.val(`${seconds} seconds`)]) }))
    .execute();

const start = () => `/acme/machines/${world.putVm().uuid}?action=start`;
const refusal = { status: 400, body: { code: 'RequestExpired', message: expect.stringContaining('used before') } };

test('the signature of a change is good again within two seconds of its first use, and not later', async () => {
  const { send } = captured('POST', start());
  expect((await send()).status).toBe(202);
  expect((await send()).status).toBe(202);
  await age(2.5);
  const jobs = world.vmapi.jobs.length;
  expect(await send()).toMatchObject(refusal);
  expect(world.vmapi.jobs).toHaveLength(jobs);
});

test('a second signature for the same text, which ECDSA has, is no way around', async () => {
  const key = newKeyPair('ecdsa');
  await world.client.createKey({ name: 'ecdsa', key: key.publicKey.openssh });
  const path = start();
  const [one, other] = [captured('POST', path, key), captured('POST', path, key)];
  expect(one.headers.authorization).not.toBe(other.headers.authorization);
  const { date } = one.headers;
  expect((await one.send()).status).toBe(202);
  await age(3);
  if (other.headers.date === date) expect(await other.send()).toMatchObject(refusal);
  expect(await one.send()).toMatchObject(refusal);
});

test('reads may be repeated as long as they are fresh, and cost no write', async () => {
  const { send } = captured('GET', '/acme');
  expect((await send()).status).toBe(200);
  expect(await tables.selectFrom('cloudapi.signatures').selectAll().execute()).toEqual([]);
});

/** As triton-go signs: the date alone. */
function dateAlone() {
  const date = new Date().toUTCString();
  const { keyObject, publicKey } = world.keys.acme;
  const signature = sign(null, Buffer.from(`date: ${date}`), keyObject).toString('base64');
  const keyId = `/acme/keys/${publicKey.fingerprintMd5}`;
  const authorization = `Signature keyId="${keyId}",algorithm="ed25519-sha512",headers="date",signature="${signature}"`;
  return { date, authorization };
}

test('the signature of a read that names no request makes no change later on, but more reads', async () => {
  const headers = dateAlone();
  const send = (method: string, path: string) => world.request(method, path, { key: null, headers });
  expect((await send('GET', '/acme')).status).toBe(200);
  await age(3);
  const jobs = world.vmapi.jobs.length;
  expect(await send('POST', start())).toMatchObject(refusal);
  expect(world.vmapi.jobs).toHaveLength(jobs);
  expect((await send('GET', '/acme/machines')).status).toBe(200);
});

test('the signature of a read is none of a HEAD or of a change', async () => {
  const path = start();
  const { headers } = captured('GET', path);
  for (const method of ['HEAD', 'POST', 'DELETE']) {
    expect((await world.request(method, path, { key: null, headers })).status).toBe(401);
  }
});

test('what one account has signed is no change of another account that has the same key', async () => {
  const key = newKeyPair();
  await world.client.createKey({ name: 'both', key: key.publicKey.openssh });
  const body = { name: 'both', key: key.publicKey.openssh };
  await world.request('POST', '/globex/keys', { login: 'globex', key: world.keys.globex, body });
  const [method, path] = ['POST', '/my?first_name=Jill'];
  const { headers, send } = captured(method, path, key);
  expect((await send()).status).toBe(200);
  await age(3);
  const authorization = headers.authorization.replace('/acme/', '/globex/');
  expect(await send({ authorization })).toMatchObject(refusal);
});

test.each([
  ['behind', -60_000],
  ['ahead', 60_000],
])('a process whose clock is %s makes no replay of an honest change, and lets none through', async (_how, skewMs) => {
  const { send } = captured('POST', start());
  expect((await send()).status).toBe(202);
  jest.useFakeTimers({ now: Date.now() + skewMs, doNotFake: REAL });
  try {
    expect((await send()).status).toBe(202);
    await age(3);
    expect(await send()).toMatchObject(refusal);
  } finally {
    jest.useRealTimers();
  }
});

test('the same change signed for another second is another signature', async () => {
  const path = start();
  const at = (seconds: number) =>
    world.request('POST', path, { date: new Date(Date.now() - seconds * 1000) }).then(({ status }) => status);
  expect(await at(0)).toBe(202);
  await age(10);
  expect(await at(60)).toBe(202);
});

test('what is refused for its signature leaves nothing behind', async () => {
  const stranger = newKeyPair();
  await world.request('POST', start(), { key: stranger, keyName: 'laptop' });
  expect(await tables.selectFrom('cloudapi.signatures').selectAll().execute()).toEqual([]);
});

test('a signature is forgotten once it is too old to be used by anyone, and not before', async () => {
  await captured('POST', start()).send();
  await age(600);
  expect(await forgetOldSignatures(tables)).toBe(0);
  await age(120);
  expect(await forgetOldSignatures(tables)).toBe(1);
  expect(await forgetOldSignatures(tables)).toBe(0);
});

test('what is kept is a digest', async () => {
  await captured('POST', start()).send();
  const [row] = await tables.selectFrom('cloudapi.signatures').selectAll().execute();
  expect(row?.digest).toHaveLength(createHash('sha256').digest().length);
});
