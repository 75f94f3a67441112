import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@triton/config/free-port';
import { type LocalServer, startLocalServer } from '@triton/config/local-server';
import { type Certificates, makeCertificates } from '@triton/http-auth/testing/make-certificates';
import { createLogger } from '@triton/logging/create-logger';
import { openQueue } from './open-queue';
import { redisAddress } from './redis-address';
import { startWorker } from './start-worker';

const log = createLogger('test', { level: 'fatal' });
let dir: string;
let certificates: Certificates;
let server: LocalServer;
let port: number;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'triton-redis-tls-'));
  certificates = makeCertificates(join(dir, 'tls'));
  port = await freePort();
  const { ca, localhost } = certificates;
  const settings = { port: 0, 'tls-port': port, bind: '127.0.0.1', dir, save: '""' };
  const tls = { 'tls-cert-file': localhost.cert, 'tls-key-file': localhost.key, 'tls-ca-cert-file': ca };
  server = await startLocalServer({
    name: 'Redis with TLS',
    command: 'redis-server',
    args: ['-'],
    input: Object.entries({ ...settings, ...tls })
      .map(([name, value]) => `${name} ${value}\n`)
      .join(''),
    ready: /Ready to accept connections/,
    readyTimeoutMs: 30_000,
    stopSignal: 'SIGTERM',
    stopTimeoutMs: 10_000,
  });
});
afterAll(async () => {
  await server.stop();
  await rm(dir, { recursive: true, force: true });
});

function address(files: Record<string, string>): string {
  return `rediss://localhost:${port}?${new URLSearchParams(files).toString()}`;
}

test('a queue works over TLS with certificates on both sides', async () => {
  const { cert, key } = certificates.localhost;
  const redisUrl = address({ sslrootcert: certificates.ca, sslcert: cert, sslkey: key });
  const options = { redisUrl, prefix: 'tls', name: 'queue', log };
  const queue = openQueue<{ id: string }>(options);
  await queue.add('job-1', { id: 'came' });
  let worker: { close(): Promise<void> } | undefined;
  const came = await new Promise((resolve) => {
    worker = startWorker<{ id: string }>({ ...options, concurrency: 1, handle: async ({ id }) => resolve(id) });
  });
  expect(came).toBe('came');
  await worker?.close();
  await queue.close();
});

test('a server that cannot prove itself gets nothing, and neither does a client', async () => {
  const { cert, key } = certificates.localhost;
  const unknownServer = address({ sslcert: cert, sslkey: key });
  const unknownClient = address({
    sslrootcert: certificates.ca,
    sslcert: certificates.stranger.cert,
    sslkey: certificates.stranger.key,
  });
  for (const redisUrl of [unknownServer, unknownClient]) {
    const queue = openQueue({ redisUrl, prefix: 'tls', name: 'queue', log });
    await expect(queue.add('job-1', {})).rejects.toMatchObject({ code: 'ServiceUnavailable' });
    await queue.close();
  }
});

test('files are for TLS only, and an address without them stays as it is', () => {
  expect(redisAddress('redis://:p%40ss@host:1/2')).toEqual({ url: 'redis://:p%40ss@host:1/2' });
  expect(redisAddress('rediss://user:p@host:1')).toEqual({ url: 'rediss://user:p@host:1', tls: {} });
  expect(() => redisAddress('redis://host?sslrootcert=/x')).toThrow('sslrootcert of REDIS_URL is for rediss:// only');
  expect(() => redisAddress('rediss://host?sslrootcert=/nowhere')).toThrow(/ENOENT/);
});
