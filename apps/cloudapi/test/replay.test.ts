import { createHash } from 'node:crypto';
import type { PrivateKey } from '@triton/http-auth/load-private-key';
import { signRequest } from '@triton/http-auth/sign-request';
import { forgetOldSignatures } from '../src/replay/forget-old-signatures';
import type { CloudapiTables } from '../src/tables';
import type { Kysely } from '@triton/database/kysely';
import { newKeyPair } from './key-pairs';
import { startWorld, type World } from './world';

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
