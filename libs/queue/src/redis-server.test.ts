import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Redis } from 'ioredis';

import { startRedisServer } from './redis-server';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'triton-redis-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

test('it forgets nothing under pressure, lets nobody in without the password and keeps its data to itself', async () => {
  const { url, stop } = await startRedisServer({ dir });
  const redis = new Redis(url);
  const stranger = new Redis(Number(new URL(url).port), '127.0.0.1', { enableReadyCheck: false });
  stranger.on('error', () => undefined);
  try {
    expect(await redis.config('GET', 'maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction']);
    expect(await redis.config('GET', 'appendonly')).toEqual(['appendonly', 'yes']);
    expect(await redis.config('GET', 'bind')).toEqual(['bind', '127.0.0.1']);
    await expect(stranger.get('x')).rejects.toThrow(/NOAUTH/);
    expect((await stat(dir)).mode & 0o077).toBe(0);
  } finally {
    redis.disconnect();
    stranger.disconnect();
    await stop();
  }
});

test('two on one machine do not meet', async () => {
  const [a, b] = await Promise.all([
    startRedisServer({ dir: join(dir, 'a') }),
    startRedisServer({ dir: join(dir, 'b') }),
  ]);
  expect(a.url).not.toBe(b.url);
  await Promise.all([a.stop(), b.stop()]);
});

test('it comes back with its data, its password and its port', async () => {
  const first = await startRedisServer({ dir });
  const writer = new Redis(first.url);
  await writer.set('kept', 'yes');
  writer.disconnect();
  await first.stop();
  const second = await startRedisServer({ dir, port: Number(new URL(first.url).port) });
  expect(second.url).toBe(first.url);
  const reader = new Redis(second.url);
  expect(await reader.get('kept')).toBe('yes');
  reader.disconnect();
  await second.stop();
});
