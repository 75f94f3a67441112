import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@triton/config/free-port';
import { ManagedProcess } from './managed-process';
import { waitFor } from './wait-for';

const ANSWERS = `
  require('http').createServer((req, res) => res.end('pong')).listen(Number(process.env.PORT), '127.0.0.1');
  console.log('up');
  process.on('SIGTERM', () => { console.log('down'); process.exit(0); });
`;

let directory: string;
let ends: string[];
const started: ManagedProcess[] = [];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'managed-process-'));
  ends = [];
});
afterEach(async () => {
  await Promise.all(started.splice(0).map((process) => process.kill('SIGKILL')));
  rmSync(directory, { recursive: true });
});

async function managed(program: string, readyTimeoutMs = 20_000): Promise<ManagedProcess> {
  const port = await freePort();
  const made = new ManagedProcess({
    name: 'echo',
    command: process.execPath,
    args: ['-e', program],
    env: { ...process.env, PORT: String(port) },
    logFile: join(directory, 'logs', 'echo.log'),
    pingUrl: `http://127.0.0.1:${port}/ping`,
    readyTimeoutMs,
    stopTimeoutMs: 10_000,
    onUnexpectedEnd: (how) => ends.push(how),
  });
  started.push(made);
  return made;
}

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test('it is started once it answers, and stopped in good order', async () => {
  const echo = await managed(ANSWERS);
  await echo.start();
  const { pid } = echo;
  await echo.start(); // is running already
  expect(echo.pid).toBe(pid);
  await echo.stop();
  expect(isAlive(pid as number)).toBe(false);
  expect(readFileSync(echo.options.logFile, 'utf8')).toBe('up\ndown\n');
  expect(ends).toEqual([]);
});

test('killed and started again it is another process, and its log goes on', async () => {
  const echo = await managed(ANSWERS);
  await echo.start();
  const { pid } = echo;
  await echo.kill('SIGKILL');
  expect(echo.pid).toBeUndefined();
  await echo.start();
  expect(echo.pid).not.toBe(pid);
  expect(readFileSync(echo.options.logFile, 'utf8')).toBe('up\nup\n');
  expect(ends).toEqual([]);
});

test('an end that nobody asked for is told', async () => {
  const echo = await managed(ANSWERS);
  await echo.start();
  process.kill(echo.pid as number, 'SIGKILL');
  await waitFor('the end is told', () => ends.length > 0, { timeoutMs: 10_000 });
  expect(ends).toEqual(['SIGKILL']);
  expect(echo.abandoned).toBe(false);
  await echo.stop();
  expect(echo.abandoned).toBe(true);
});

test('one that ends while it starts fails at once, with the end of its log', async () => {
  const echo = await managed(`console.error('DATABASE_URL is not set'); process.exit(1)`);
  await expect(echo.start()).rejects.toThrow(/echo ended while it started[\s\S]*DATABASE_URL is not set/);
  expect(ends).toEqual([]);
});

test('one that never answers is given up and ended', async () => {
  const echo = await managed(`console.log('thinking'); setInterval(() => {}, 1000)`, 500);
  await expect(echo.start()).rejects.toThrow(/echo did not start[\s\S]*/);
  expect(echo.pid).toBeUndefined();
});
