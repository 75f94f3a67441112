import { ServiceUnavailableError } from '@triton/errors/service-unavailable-error';
import { type Credential, CredentialCache } from './credential-cache';

const credential = {} as Credential;

function newCache(load: (login: string, key: string) => Promise<Credential | undefined>) {
  let nowMs = 0;
  const asked: string[] = [];
  const cache = new CredentialCache({
    ttlMs: 3_000,
    now: () => nowMs,
    load: (login, key) => {
      asked.push(`${login}/${key}`);
      return load(login, key);
    },
  });
  return { cache, asked, pass: (ms: number) => (nowMs += ms) };
}

test('a burst of requests costs one look-up, also while that is under way', async () => {
  const { cache, asked } = newCache(async () => credential);
  await Promise.all([cache.find('acme', 'a'), cache.find('acme', 'a')]);
  await cache.find('acme', 'a');
  expect(asked).toEqual(['acme/a']);
});

test('a credential is believed for its time and not a millisecond longer', async () => {
  const { cache, asked, pass } = newCache(async () => credential);
  await cache.find('acme', 'a');
  pass(2_999);
  await cache.find('acme', 'a');
  expect(asked).toHaveLength(1);
  pass(1);
  await cache.find('acme', 'a');
  expect(asked).toHaveLength(2);
});

test('what does not exist is asked for again every time, so a new key works at once', async () => {
  let known: Credential | undefined;
  const { cache } = newCache(async () => known);
  expect(await cache.find('acme', 'a')).toBeUndefined();
  known = credential;
  expect(await cache.find('acme', 'a')).toBe(credential);
});

test('a look-up that failed is not remembered', async () => {
  let down = true;
  const { cache } = newCache(async () => {
    if (down) throw new ServiceUnavailableError('no database');
    return credential;
  });
  await expect(cache.find('acme', 'a')).rejects.toThrow('no database');
  down = false;
  expect(await cache.find('acme', 'a')).toBe(credential);
});

test('forgetting an account forgets all of its keys and nobody else’s', async () => {
  const { cache, asked } = newCache(async () => credential);
  for (const [login, key] of [
    ['acme', 'a'],
    ['acme', 'b'],
    ['globex', 'a'],
  ] as const)
    await cache.find(login, key);
  cache.forget('acme');
  asked.length = 0;
  for (const [login, key] of [
    ['acme', 'a'],
    ['acme', 'b'],
    ['globex', 'a'],
  ] as const)
    await cache.find(login, key);
  expect(asked).toEqual(['acme/a', 'acme/b']);
});
