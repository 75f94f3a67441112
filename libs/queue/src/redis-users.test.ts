import { mkdtemp, rm } from 'node:fs/promises';
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createLogger } from '@triton/logging/create-logger';
import { PassThrough } from 'node:stream';
import { Redis } from 'ioredis';
import { openQueue } from './open-queue';
import { queueCommands } from './queue-commands';
import { computeNode, vmWorkflows } from './queue-names';
import { agentUser, cnapiUser, redisUrlFor, redisUserLine, vmapiUser } from './redis-users';
import { type RedisServer, startRedisServer } from './redis-server';
import { startWorker } from './start-worker';

const prefix = 'test';
const [MINE, OTHER] = ['84449e46-b63d-8c90-8003-7de89a378ffe', 'dfaf9fd4-3c25-876f-8f95-d9f18b163a6b'];
const users = {
  agent: agentUser(MINE, 'secret of the agent'),
  cnapi: cnapiUser('secret of CNAPI'),
  vmapi: vmapiUser('secret of VMAPI'),
};
/** How Redis says it, by itself and inside of scripts. */
const REFUSED = /NOPERM|ACL failure|user executing the script can't/;
const logged = new PassThrough();
const log = createLogger('test', { stream: logged, level: 'trace' });

let dir: string;
let server: RedisServer;
const open: Redis[] = [];

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'triton-redis-users-'));
  const lines = Object.values(users).map((user) => redisUserLine(user, prefix));
  server = await startRedisServer({ dir, durable: false, users: lines });
});
afterAll(async () => {
  for (const redis of open) redis.disconnect();
  await server.stop();
  await rm(dir, { recursive: true, force: true });
});

const urlOf = (user: keyof typeof users): string => redisUrlFor(users[user], server.url);

function connectAs(user: keyof typeof users): Redis {
  const redis = new Redis(urlOf(user));
  open.push(redis);
  return redis;
}

/** Work of one queue, given by one user and done by another. Answers what came. */
async function handOver(giver: keyof typeof users, taker: keyof typeof users, name: string): Promise<string> {
  const options = { prefix, name, log };
  const queue = openQueue<{ id: string }>({ ...options, redisUrl: urlOf(giver) });
  await queue.add('job-1', { id: 'later' }, { delayMs: 60_000 });
  await queue.add('job-2', { id: 'now' });
  let worker: { close(): Promise<void> } | undefined;
  const came = await new Promise<string>((resolve) => {
    const handle = async ({ id }: { id: string }) => resolve(id);
    worker = startWorker<{ id: string }>({ ...options, redisUrl: urlOf(taker), concurrency: 2, handle });
  });
  await worker?.close();
  await queue.close();
  return came;
}

test('BullMQ works with the rights of each user, and asks for no other', async () => {
  expect(await handOver('cnapi', 'agent', computeNode(MINE))).toBe('now');
  expect(await handOver('cnapi', 'vmapi', vmWorkflows)).toBe('now');
  expect(await handOver('vmapi', 'vmapi', vmWorkflows)).toBe('now');
  expect(String(logged.read() ?? '')).not.toContain('NOPERM');
});

test('every command in the scripts of BullMQ is among those that users have', () => {
  const scripts = join(dirname(require.resolve('bullmq')), 'scripts');
  const called = readdirSync(scripts)
    .map((file) => readFileSync(join(scripts, file), 'utf8'))
    .flatMap((text) => [...text.matchAll(/(?:rcall|redis\.p?call)\(\s*['"]([A-Za-z]+)['"]/g)])
    .map(([, command]) => String(command).toLowerCase());
  expect(new Set(called).size).toBeGreaterThan(50);
  expect([...new Set(called)].filter((command) => !queueCommands.includes(command))).toEqual([]);
});

describe('an agent', () => {
  const foreign = [
    ['the queue of another node', `${prefix}:${computeNode(OTHER)}:wait`],
    ['the workflows', `${prefix}:${vmWorkflows}:wait`],
    ['a queue whose name begins like its own', `${prefix}:${computeNode(MINE)}0:wait`],
    ['what has another prefix', `other:${computeNode(MINE)}:wait`],
  ] as const;

  test.each(foreign)('cannot read, add to or delete from %s', async (_what, key) => {
    const agent = connectAs('agent');
    await expect(agent.lrange(key, 0, -1)).rejects.toThrow(/NOPERM/);
    await expect(agent.lpush(key, 'x')).rejects.toThrow(/NOPERM/);
    await expect(agent.del(key)).rejects.toThrow(/NOPERM/);
    await expect(agent.exists(key)).rejects.toThrow(/NOPERM/);
    await expect(agent.rename(`${prefix}:${computeNode(MINE)}:wait`, key)).rejects.toThrow(/NOPERM/);
  });

  test.each(foreign)('cannot do so by a script, with %s named to Redis or hidden from it', async (_what, key) => {
    const agent = connectAs('agent');
    await expect(agent.eval("return redis.call('LPUSH', KEYS[1], 'x')", 1, key)).rejects.toThrow(REFUSED);
    await expect(agent.eval(`return redis.call('DEL', '${key}')`, 0)).rejects.toThrow(REFUSED);
    await expect(agent.eval("return redis.call('KEYS', '*')", 0)).rejects.toThrow(REFUSED);
  });

  test('cannot put work into the queue of another node through BullMQ either', async () => {
    const queue = openQueue({ redisUrl: urlOf('agent'), prefix, name: computeNode(OTHER), log });
    await expect(queue.add('job-1', {})).rejects.toMatchObject({
      code: 'ServiceUnavailable',
      cause: { message: expect.stringMatching(/NOPERM/) as string },
    });
    await queue.close();
    const admin = new Redis(server.url);
    open.push(admin);
    expect(await admin.keys(`${prefix}:${computeNode(OTHER)}*`)).toEqual([]);
  });

  test.each([
    ['flushall'],
    ['flushdb'],
    ['config', 'get', '*'],
    ['keys', '*'],
    ['scan', '0'],
    ['acl', 'whoami'],
    ['acl', 'setuser', 'agent', 'allkeys'],
    ['script', 'flush'],
    ['script', 'kill'],
    ['function', 'list'],
    ['client', 'list'],
    ['client', 'kill', 'type', 'normal'],
    ['monitor'],
    ['shutdown'],
    ['save'],
    ['replicaof', '127.0.0.1', '1'],
    ['module', 'list'],
    ['subscribe', 'x'],
    ['publish', 'x', 'y'],
    ['swapdb', '0', '1'],
    ['randomkey'],
  ])('cannot %s %s %s', async (command, ...words) => {
    await expect(connectAs('agent').call(command, ...words)).rejects.toThrow(/NOPERM/);
  });
});

test('VMAPI reaches no node', async () => {
  await expect(connectAs('vmapi').lpush(`${prefix}:${computeNode(MINE)}:wait`, 'x')).rejects.toThrow(/NOPERM/);
});

test('a name that means something in rules makes no user', () => {
  expect(() => redisUserLine(agentUser('x ~*', 'p'), prefix)).toThrow('must be plain names');
  expect(() => redisUserLine(cnapiUser('p'), '*')).toThrow('must be plain names');
});
