import { ServiceUnavailableError } from '@triton/errors/service-unavailable-error';
import { formatKeyId } from '@triton/http-auth/format-key-id';
import { type Credential, CredentialCache } from './credential-cache';

const credential = {} as Credential;

function newCache(load: () => Promise<Credential | undefined>) {
  let nowMs = 0;
  const asked: string[] = [];
  const cache = new CredentialCache({
    ttlMs: 3_000,
    now: () => nowMs,
    load: (keyId) => {
      asked.push(formatKeyId(keyId));
      return load();
    },
  });
  return { cache, asked, pass: (ms: number) => (nowMs += ms) };
}

test('a burst of requests costs one look-up, also while that is under way', async () => {
  const { cache, asked } = newCache(async () => credential);
  await Promise.all([cache.find({ login: 'acme', key: 'a' }), cache.find({ login: 'acme', key: 'a' })]);
  await cache.find({ login: 'acme', key: 'a' });
  expect(asked).toEqual(['/acme/keys/a']);
});

test('a credential is believed for its time and not a millisecond longer', async () => {
  const { cache, asked, pass } = newCache(async () => credential);
  await cache.find({ login: 'acme', key: 'a' });
  pass(2_999);
  await cache.find({ login: 'acme', key: 'a' });
  expect(asked).toHaveLength(1);
  pass(1);
  await cache.find({ login: 'acme', key: 'a' });
  expect(asked).toHaveLength(2);
});

test('that there is no such key is remembered as long, until the account is forgotten', async () => {
  let known: Credential | undefined;
  const { cache, asked, pass } = newCache(async () => known);
  for (let i = 0; i < 3; i++) expect(await cache.find({ login: 'acme', key: 'a' })).toBeUndefined();
  expect(asked).toHaveLength(1);
  known = credential;
  cache.forget('acme');
  expect(await cache.find({ login: 'acme', key: 'a' })).toBe(credential);
  pass(3_000);
  known = undefined;
  expect(await cache.find({ login: 'acme', key: 'a' })).toBeUndefined();
});

test('any number of made-up names drives no real key out', async () => {
  let isReal = true;
  const { cache, asked } = newCache(async () => (isReal ? credential : undefined));
  await cache.find({ login: 'acme', key: 'real' });
  isReal = false;
  for (let i = 0; i < 10_001; i++) await cache.find({ login: 'acme', key: `made-up-${i}` });
  asked.length = 0;
  await cache.find({ login: 'acme', key: 'real' });
  expect(asked).toEqual([]);
});

test('a user’s key is not that of the account, nor of another user', async () => {
  const { cache, asked } = newCache(async () => credential);
  for (const user of [{}, { user: 'bob' }, { user: 'eve' }]) await cache.find({ login: 'acme', key: 'a', ...user });
  expect(asked).toEqual(['/acme/keys/a', '/acme/users/bob/keys/a', '/acme/users/eve/keys/a']);
});

test('a look-up that failed is not remembered', async () => {
  let down = true;
  const { cache } = newCache(async () => {
    if (down) throw new ServiceUnavailableError('no database');
    return credential;
  });
  await expect(cache.find({ login: 'acme', key: 'a' })).rejects.toThrow('no database');
  down = false;
  expect(await cache.find({ login: 'acme', key: 'a' })).toBe(credential);
});

test('forgetting an account forgets all of its keys and nobody else’s', async () => {
  const { cache, asked } = newCache(async () => credential);
  for (const [login, key] of [
    ['acme', 'a'],
    ['acme', 'b'],
    ['globex', 'a'],
  ] as const)
    await cache.find({ login, key });
  cache.forget('acme');
  asked.length = 0;
  for (const [login, key] of [
    ['acme', 'a'],
    ['acme', 'b'],
    ['globex', 'a'],
  ] as const)
    await cache.find({ login, key });
  expect(asked).toEqual(['/acme/keys/a', '/acme/keys/b']);
});
