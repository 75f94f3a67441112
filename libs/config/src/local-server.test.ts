import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';

import { freePort } from './free-port';
import { startLocalServer } from './local-server';
import type { LocalServerOptions } from './local-server';

function server(script: string, changes: Partial<LocalServerOptions> = {}): LocalServerOptions {
  return {
    name: 'toy',
    command: process.execPath,
    args: ['-e', script],
    ready: /^ready/,
    readyTimeoutMs: 10_000,
    stopSignal: 'SIGTERM',
    stopTimeoutMs: 10_000,
    ...changes,
  };
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

async function until(condition: () => boolean, withinMs = 10_000): Promise<void> {
  const giveUp = Date.now() + withinMs;
  while (!condition()) {
    if (Date.now() > giveUp) throw new Error('it did not come true');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

test('it is ready when it says so and ends when it is asked to, once', async () => {
  const { pid, stop } = await startLocalServer(server('console.log("ready"); setInterval(() => {}, 1e6)'));
  expect(isAlive(pid)).toBe(true);
  await Promise.all([stop(), stop()]);
  expect(isAlive(pid)).toBe(false);
});

test('standard input reaches it', async () => {
  const echo = 'process.stdin.on("data", (d) => { console.log("ready " + d); setInterval(() => {}, 1e6) })';
  const { stop } = await startLocalServer(server(echo, { input: 'secret\n', ready: /^ready secret/ }));
  await stop();
});

test('one that ends at once is an error that shows what it said', async () => {
  const broken = server('console.error("bind: address in use"); process.exit(3)');
  await expect(startLocalServer(broken)).rejects.toThrow(/toy ended with exit code 3:\nbind: address in use/);
});

test('one that is not there is an error that names it', async () => {
  await expect(startLocalServer(server('', { command: '/nowhere/toy' }))).rejects.toThrow('toy could not be started');
});

test('one that never gets ready is killed after its time', async () => {
  const mute = server('setInterval(() => {}, 1e6)', { readyTimeoutMs: 200 });
  await expect(startLocalServer(mute)).rejects.toThrow('toy was not ready after 200 ms');
});

test('one that does not want to end is killed after its time', async () => {
  const stubborn = 'process.on("SIGTERM", () => {}); console.log("ready"); setInterval(() => {}, 1e6)';
  const { pid, stop } = await startLocalServer(server(stubborn, { stopTimeoutMs: 100 }));
  await stop();
  expect(isAlive(pid)).toBe(false);
});

test('it ends when the process that started it is killed', async () => {
  const script = `
    const toy = 'console.log("ready"); setInterval(() => {}, 1e6)';
    require('./local-server.ts')
      .startLocalServer({ name: 'toy', command: process.execPath, args: ['-e', toy], ready: /ready/,
        readyTimeoutMs: 10000, stopSignal: 'SIGTERM', stopTimeoutMs: 1000 })
      .then(({ pid }) => console.log(pid));`;
  // The parent must be a process of its own, one that can be killed.
  const parent = spawn(process.execPath, ['--import', 'tsx', '-e', script], {
    cwd: __dirname,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(parent.stdout, 'data')) as [Buffer];
  const pid = Number(line.toString());
  expect(isAlive(pid)).toBe(true);
  parent.kill('SIGKILL');
  await until(() => !isAlive(pid));
});

test('a free port is free', async () => {
  const socket = connect(await freePort(), '127.0.0.1');
  const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
  expect(error.code).toBe('ECONNREFUSED');
});
