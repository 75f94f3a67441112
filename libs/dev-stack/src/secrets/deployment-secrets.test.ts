import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KnownCallers } from '@triton/http-server/callers/known-callers';
import { createLogger } from '@triton/logging/create-logger';
import { freePort } from '@triton/config/free-port';
import { startLocalServer } from '@triton/config/local-server';
import { openQueue } from '@triton/queue/open-queue';
import { computeNode } from '@triton/queue/queue-names';
import { deploymentSecrets, type SecretsOptions } from './deployment-secrets';

const [ONE, TWO] = ['84449e46-b63d-8c90-8003-7de89a378ffe', 'dfaf9fd4-3c25-876f-8f95-d9f18b163a6b'];
const log = createLogger('test', { level: 'fatal' });
const cloudapi = { name: 'cloudapi', role: 'cloudapi' };
let dir: string;
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'secrets-'))));
afterEach(() => rmSync(dir, { recursive: true }));

const make = (more: Partial<SecretsOptions> = {}) =>
  deploymentSecrets({ dir, serverUuids: [ONE, TWO], queuePrefix: 'triton', ...more });

function whoHas(token: string): unknown {
  const callers = new KnownCallers(join(dir, 'cnapi', 'callers.json'), log);
  callers.close();
  return callers.callerOf(token);
}

test('everybody gets a token that CNAPI, VMAPI and PAPI know, and files that are secret are for their owner only', () => {
  const { token } = make({ redisUrl: 'redis://redis:6379' });
  expect(whoHas(token('operator'))).toEqual({ name: 'operator', role: 'operator' });
  expect(whoHas(token(`agent-${TWO}`))).toEqual({ name: `agent-${TWO}`, role: 'agent', serverUuid: TWO });
  expect(readFileSync(join(dir, `agent-${ONE}`, 'redis-url'), 'utf8')).toMatch(
    new RegExp(`^redis://agent-${ONE}:[\\w-]{32}@redis:6379`),
  );
  const secret = ['token', 'redis-url', 'redis-password'];
  const files = (readdirSync(dir, { recursive: true }) as string[]).filter((path) =>
    secret.some((name) => path.endsWith(name)),
  );
  expect(files).toHaveLength(16);
  expect(files.filter((path) => (statSync(join(dir, path)).mode & 0o077) !== 0)).toEqual([]);
});

test('doing it again changes nothing', () => {
  const everything = () =>
    Object.fromEntries(
      (readdirSync(dir, { recursive: true }) as string[])
        .filter((path) => statSync(join(dir, path)).isFile())
        .map((path) => [path, readFileSync(join(dir, path), 'utf8')]),
    );
  make();
  const before = everything();
  make();
  expect(everything()).toEqual(before);
});

test('a new token of a caller is good beside the one before, until that is retired or a third comes', () => {
  const first = make().token('cloudapi');
  const second = make({ rotate: ['cloudapi'] }).token('cloudapi');
  expect(second).not.toBe(first);
  make();
  expect([whoHas(first), whoHas(second)]).toEqual([cloudapi, cloudapi]);
  make({ retire: ['cloudapi'] });
  expect([whoHas(first), whoHas(second)]).toEqual([undefined, cloudapi]);
  make({ rotate: ['cloudapi'] });
  const fourth = make({ rotate: ['cloudapi'] }).token('cloudapi');
  expect([whoHas(second), whoHas(fourth)]).toEqual([undefined, cloudapi]);
  expect(() => make({ rotate: ['nobody'] })).toThrow('nobody: no such caller');
});

test('an operator may have a token of their own, for as long as they are named', () => {
  const { token } = make({ operators: ['jane'] });
  expect(whoHas(token('operator-jane'))).toEqual({ name: 'operator-jane', role: 'operator' });
  make();
  expect(whoHas(token('operator-jane'))).toBeUndefined();
});

test('a compute node that is not named any more is not known any more', () => {
  const { token } = make();
  make({ serverUuids: [ONE] });
  expect(whoHas(token(`agent-${TWO}`))).toBeUndefined();
  expect(whoHas(token(`agent-${ONE}`))).toBeDefined();
});

test('Redis takes the file of users as it is', async () => {
  const port = await freePort();
  make({ redisUrl: `redis://127.0.0.1:${port}` });
  const server = await startLocalServer({
    name: 'Redis',
    command: 'redis-server',
    args: ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--aclfile', join(dir, 'redis', 'users.acl')],
    ready: /Ready to accept connections/,
    readyTimeoutMs: 30_000,
    stopSignal: 'SIGTERM',
    stopTimeoutMs: 10_000,
    cwd: dir,
  });
  const add = async (name: string) => {
    const redisUrl = readFileSync(join(dir, name, 'redis-url'), 'utf8').trim();
    const queue = openQueue({ redisUrl, prefix: 'triton', name: computeNode(ONE), log });
    return queue.add('job-1', {}).finally(() => queue.close());
  };
  try {
    for (const name of ['cnapi', 'operator', `agent-${ONE}`]) await expect(add(name)).resolves.toBeUndefined();
    for (const name of ['vmapi', `agent-${TWO}`]) await expect(add(name)).rejects.toThrow('cannot be reached');
  } finally {
    await server.stop();
  }
});
