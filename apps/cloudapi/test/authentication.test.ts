import { addKey } from '@triton/catalog/add-key';
import { signRequest } from '@triton/http-auth/sign-request';
import { ACME } from './seed';
import { type KeyKind, newKeyPair } from './key-pairs';
import { startWorld, type World } from './world';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

test.each<KeyKind>(['rsa', 'ecdsa', 'ecdsa521', 'ed25519'])(
  'a request signed with an %s key is accepted',
  async (kind) => {
    const key = newKeyPair(kind);
    await addKey(world.db, ACME, { name: kind, key: key.publicKey.openssh });
    expect(await world.request('GET', '/acme', { key })).toMatchObject({
      status: 200,
      body: { id: ACME, login: 'acme' },
    });
  },
);

test('a key may be named by its name, or by its fingerprint with MD5: before it', async () => {
  const byPrefix = `MD5:${world.keys.acme.publicKey.fingerprintMd5}`;
  for (const keyName of ['laptop', byPrefix]) {
    expect((await world.request('GET', '/acme', { keyName })).status).toBe(200);
  }
});

test('my is the account that signs', async () => {
  expect(await world.request('GET', '/my')).toMatchObject({ status: 200, body: { login: 'acme' } });
});

test('the answer does not show what only the operator is to know of an account', async () => {
  const { body } = await world.request('GET', '/my');
  expect(Object.keys(body as object).sort()).toEqual([
    'created',
    'email',
    'id',
    'login',
    'triton_cns_enabled',
    'updated',
  ]);
});

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

test.each([
  ['4 minutes old', 4, 200, undefined],
  ['4 minutes early', -4, 200, undefined],
  ['6 minutes old', 6, 400, 'RequestExpired'],
  ['6 minutes early', -6, 400, 'RequestExpired'],
])('a signature %s is answered %#', async (_age, minutes, status, code) => {
  const answer = await world.request('GET', '/acme', { date: minutesAgo(minutes) });
  expect(answer).toMatchObject({ status, body: code === undefined ? { login: 'acme' } : { code } });
});

describe('nobody is told whether an account or a key exists', () => {
  const stranger = newKeyPair();
  const refusal = { status: 401, body: { code: 'InvalidCredentials', message: 'the signature does not verify' } };

  test.each([
    ['an unknown account', 'nobody', undefined],
    ['an unknown key of an account', 'acme', '00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff'],
    ['a known key with a signature of another', 'acme', 'laptop'],
    ["a sub-user's key", 'acme/users/bob', 'laptop'],
    ['an account that is no text of ours', "'; drop table keys --", 'laptop'],
  ])('%s', async (_what, login, keyName) => {
    const named = keyName ?? stranger.publicKey.fingerprintMd5;
    expect(await world.request('GET', '/acme', { login, keyName: named, key: stranger })).toMatchObject(refusal);
  });

  test.each(['nobody', 'acme'])('not even by an old signature of %s', async (login) => {
    const answer = await world.request('GET', '/acme', {
      login,
      key: stranger,
      keyName: 'laptop',
      date: minutesAgo(6),
    });
    expect(answer).toMatchObject({ status: 400, body: { code: 'RequestExpired' } });
  });
});

test('a signature is good for its own method and path only', async () => {
  const { headers } = capture('GET', '/acme/keys');
  for (const [method, path] of [
    ['GET', '/acme/machines'],
    ['DELETE', '/acme/keys/laptop'],
    ['GET', '/acme/keys?state=all'],
  ] as const) {
    const answer = await world.request(method, path, { key: null, headers });
    expect(answer).toMatchObject({ status: 401, body: { code: 'InvalidCredentials' } });
  }

  function capture(method: string, path: string) {
    const keyId = '/acme/keys/laptop';
    return { headers: { ...signRequest({ privateKey: world.keys.acme, keyId }, { method, path }) } };
  }
});

test.each([
  ['another scheme', 'Basic YWNtZTpzZWNyZXQ=', 400, 'InvalidHeader'],
  ['no parameters', 'Signature', 400, 'InvalidHeader'],
  [
    'an unknown algorithm',
    'Signature keyId="/acme/keys/laptop",algorithm="none",signature="AAAA"',
    400,
    'InvalidHeader',
  ],
  [
    'a keyId that names no key',
    'Signature keyId="laptop",algorithm="rsa-sha256",signature="AAAA"',
    401,
    'InvalidCredentials',
  ],
])('an Authorization header with %s is refused', async (_what, authorization, status, code) => {
  const headers = { authorization, date: new Date().toUTCString() };
  const answer = await world.request('GET', '/acme', { key: null, headers });
  expect([answer.status, (answer.body as { code: string }).code]).toEqual([status, code]);
});

test('a disabled account is refused, once it has proved who it is', async () => {
  const { initech, globex } = world.keys;
  const proved = await world.request('GET', '/initech', { login: 'initech', key: initech });
  expect(proved).toMatchObject({ status: 403, body: { code: 'NotAuthorized' } });
  const unproved = await world.request('GET', '/initech', { login: 'initech', key: globex, keyName: 'laptop' });
  expect(unproved).toMatchObject({ status: 401, body: { code: 'InvalidCredentials' } });
});

test('an account acts on itself only: the path of another answers as one that does not exist', async () => {
  const [other, nobody] = await Promise.all([world.request('GET', '/globex'), world.request('GET', '/nobody')]);
  expect(other).toMatchObject({ status: 404, body: { code: 'ResourceNotFound' } });
  expect(other.body).toEqual(nobody.body);
});

test('a key stops working when its account removes it, and a new one works at once', async () => {
  const key = newKeyPair();
  expect((await world.request('GET', '/acme', { key })).status).toBe(401);
  await world.client.createKey({ name: 'second', key: key.publicKey.openssh });
  expect((await world.request('GET', '/acme', { key })).status).toBe(200);
  await world.client.deleteKey('second');
  expect((await world.request('GET', '/acme', { key })).status).toBe(401);
});
