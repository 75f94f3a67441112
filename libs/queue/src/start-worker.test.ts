import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';

import { createLogger } from '@triton/logging/create-logger';

import { openQueue } from './open-queue';
import type { Queue } from './open-queue';
import { startRedisServer } from './redis-server';
import { startWorker } from './start-worker';
import type { Worker, WorkerOptions } from './start-worker';

interface Work {
  job_uuid: string;
}

const log = createLogger('test', { stream: new PassThrough(), level: 'fatal' });
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

function place(redisUrl = String(process.env.REDIS_URL)) {
  return { redisUrl, prefix: `test-${randomUUID()}`, name: 'vm-workflows', log };
}

function producer(at: ReturnType<typeof place>): Queue<Work> {
  const queue = openQueue<Work>(at);
  open.push(queue);
  return queue;
}

function worker(at: ReturnType<typeof place>, options: Partial<WorkerOptions<Work>> = {}): Worker {
  const started = startWorker<Work>({ concurrency: 1, handle: () => Promise.resolve(), ...at, ...options });
  open.push(started);
  return started;
}

/** Collects what is handled and lets a test wait for the n-th. */
function recorder() {
  const seen: string[] = [];
  const waiting: { count: number; resolve(): void }[] = [];
  return {
    seen,
    note(id: string): void {
      seen.push(id);
      for (const one of waiting) if (seen.length >= one.count) one.resolve();
    },
    count(count: number): Promise<void> {
      if (seen.length >= count) return Promise.resolve();
      return new Promise((resolve) => waiting.push({ count, resolve }));
    },
  };
}

test('what is added is handled, with its data and id', async () => {
  const at = place();
  const { promise, resolve } = gate<[Work, string]>();
  worker(at, { handle: async (data, id) => resolve([data, id]) });
  await producer(at).add('a1', { job_uuid: 'a1' });
  expect(await promise).toEqual([{ job_uuid: 'a1' }, 'a1']);
});

test('an id that waits is not added again, and is free once it was handled', async () => {
  const at = place();
  const queue = producer(at);
  await queue.add('a1', { job_uuid: 'first' });
  await queue.add('a1', { job_uuid: 'again' });
  await queue.add('b1', { job_uuid: 'other' });
  const handled = recorder();
  worker(at, { handle: async ({ job_uuid }) => handled.note(job_uuid) });
  await handled.count(2);
  expect(handled.seen).toEqual(['first', 'other']);
  await queue.add('a1', { job_uuid: 'later' });
  await handled.count(3);
});

test('an id whose run failed is free again', async () => {
  const at = place();
  const queue = producer(at);
  const handled = recorder();
  worker(at, {
    async handle({ job_uuid }) {
      handled.note(job_uuid);
      throw new Error('broken');
    },
  });
  await queue.add('a1', { job_uuid: 'first' });
  await handled.count(1);
  // The failure is recorded after the handler: until then the id is still taken.
  while (handled.seen.length < 2) await queue.add('a1', { job_uuid: 'second' });
});

test('an id that is being handled is not added, one of its own for the wake-up is', async () => {
  const at = place();
  const queue = producer(at);
  const handled = recorder();
  const { promise: busy, resolve: finish } = gate<void>();
  worker(at, {
    concurrency: 2,
    async handle(_data, id) {
      handled.note(id);
      if (id === 'a1') await busy;
    },
  });
  await queue.add('a1', { job_uuid: 'a1' });
  await handled.count(1);
  await queue.add('a1', { job_uuid: 'a1' });
  await queue.add('a1.1', { job_uuid: 'a1' });
  await handled.count(2);
  finish();
  expect(handled.seen).toEqual(['a1', 'a1.1']);
});

test('a delayed one comes after its time', async () => {
  const at = place();
  const handled = recorder();
  worker(at, { handle: async (_data, id) => handled.note(id) });
  const start = performance.now();
  await producer(at).add('a1', { job_uuid: 'a1' }, { delayMs: 150 });
  await handled.count(1);
  expect(performance.now() - start).toBeGreaterThanOrEqual(149);
});

test('closing waits for the work under way and leaves the rest', async () => {
  const at = place();
  const queue = producer(at);
  const handled = recorder();
  const ended = recorder();
  const first = worker(at, {
    async handle(_data, id) {
      handled.note(id);
      await new Promise(setImmediate);
      ended.note(id);
    },
  });
  await queue.add('a1', { job_uuid: 'a1' });
  await handled.count(1);
  await Promise.all([first.close(), first.close()]);
  expect(ended.seen).toEqual(['a1']);
  await queue.add('b1', { job_uuid: 'b1' });
  worker(at, { handle: async (_data, id) => handled.note(id) });
  await handled.count(2);
  expect(handled.seen).toEqual(['a1', 'b1']);
});

test('closing does not wait for ever', async () => {
  const at = place();
  const handled = recorder();
  const endless = gate<void>();
  const stuck = worker(at, {
    closeTimeoutMs: 100,
    async handle(_data, id) {
      handled.note(id);
      await endless.promise;
    },
  });
  await producer(at).add('a1', { job_uuid: 'a1' });
  await handled.count(1);
  await stuck.close();
  endless.resolve();
});

test('an id with a colon is refused: BullMQ would take it apart', async () => {
  await expect(producer(place()).add('a:1', { job_uuid: 'a' })).rejects.toThrow('must not hold a colon');
});

test('without a Redis, adding fails within about a second and says that it may be tried again', async () => {
  const at = place('redis://127.0.0.1:1');
  const start = performance.now();
  await expect(producer(at).add('a1', { job_uuid: 'a1' })).rejects.toMatchObject({
    code: 'ServiceUnavailable',
    retryable: true,
  });
  expect(performance.now() - start).toBeLessThan(2_000);
});

test('a worker that never reached its Redis can be closed', async () => {
  const start = performance.now();
  await worker(place('redis://127.0.0.1:1')).close();
  expect(performance.now() - start).toBeLessThan(2_000);
});

test('a Redis that was away is used again by producers and workers, and kept what it had', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'triton-redis-'));
  let redis = await startRedisServer({ dir });
  const port = Number(new URL(redis.url).port);
  const at = place(redis.url);
  try {
    const queue = producer(at);
    await queue.add('a1', { job_uuid: 'a1' });
    await redis.stop();
    await expect(queue.add('b1', { job_uuid: 'b1' })).rejects.toMatchObject({ code: 'ServiceUnavailable' });
    const handled = recorder();
    worker(at, { handle: async (_data, id) => handled.note(id) });
    redis = await startRedisServer({ dir, port });
    await handled.count(1);
    expect(handled.seen[0]).toBe('a1');
    const again = (): Promise<void> => queue.add('c1', { job_uuid: 'c1' }).catch(again);
    await again();
    while (!handled.seen.includes('c1')) await handled.count(handled.seen.length + 1);
  } finally {
    await Promise.all(open.splice(0).map((one) => one.close()));
    await redis.stop();
    await rm(dir, { recursive: true, force: true });
  }
});

function gate<T>() {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
