import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudapiClient } from '@triton/clients/cloudapi-client';
import { removeDataDir } from './remove-data-dir';
import { repositoryRoot } from './repository-root';
import { waitFor } from './wait-for';

jest.setTimeout(180_000);
const SLOW = { timeoutMs: 90_000, everyMs: 100 };

let dataDir: string;
let stack: ChildProcess;
let output: string;

beforeEach(() => (dataDir = mkdtempSync(join(tmpdir(), 'start-'))));
afterEach(async () => {
  stack.kill('SIGKILL');
  await waitFor('every process is gone', () => running().length === 0, SLOW);
  removeDataDir(dataDir);
});

/** `npm start` with stores of its own, once it says `ready`. */
async function start(): Promise<void> {
  const { DATABASE_URL: _database, REDIS_URL: _redis, ...env } = process.env;
  const args = [join(repositoryRoot(), 'tools', 'start.mjs'), '--data', dataDir, '--nodes', '1'];
  stack = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  output = '';
  for (const stream of [stack.stdout, stack.stderr])
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await waitFor('the stack is ready', () => /^ready$/m.test(output) || hasEnded(), SLOW);
  expect(output).toMatch(/^ready$/m);
}

const hasEnded = () => stack.exitCode !== null || stack.signalCode !== null;

/** Of the processes that the stack has named, those that still run. A zombie does not. */
function running(): number[] {
  const named = Array.from(output.matchAll(/^ *[a-z0-9-]+ +process (\d+)$/gm), ([, pid]) => Number(pid));
  expect(named.length).toBeGreaterThanOrEqual(8);
  return named.filter((pid) => {
    try {
      process.kill(pid, 0);
      return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
    } catch (err) {
      return (err as NodeJS.ErrnoException).code === 'EPERM';
    }
  });
}

function environment(): Record<string, string> {
  const lines = readFileSync(join(dataDir, 'env.sh'), 'utf8').matchAll(/^export (\w+)='(.*)'$/gm);
  return Object.fromEntries(Array.from(lines, ([, name, value]) => [name, value]));
}

async function withCloudapi<T>(use: (cloudapi: CloudapiClient, env: Record<string, string>) => Promise<T>): Promise<T> {
  const env = environment();
  const { CLOUDAPI_URL: url = '', ACCOUNT: account = '', KEY_ID: keyId = '', KEY = '' } = env;
  const cloudapi = new CloudapiClient({ url, account, keyId, privateKey: readFileSync(KEY, 'utf8') });
  try {
    return await use(cloudapi, env);
  } finally {
    cloudapi.close();
  }
}

test('a killed stack takes all its processes along, and the next one on its data has the machines', async () => {
  await start();
  const id = await withCloudapi(async (cloudapi, { IMAGE_UUID: image = '', PACKAGE = '' }) => {
    const machine = await cloudapi.createMachine({ name: 'kept', image, package: PACKAGE });
    const isRunning = async () => (await cloudapi.getMachine(machine.id)).state === 'running';
    await waitFor('the machine runs', isRunning, SLOW);
    return machine.id;
  });
  expect(running().length).toBeGreaterThanOrEqual(8);
  stack.kill('SIGKILL');
  await waitFor('every process is gone', () => running().length === 0, SLOW);

  await start();
  const machines = await withCloudapi((cloudapi) => cloudapi.listMachines());
  expect(machines).toMatchObject([{ id, name: 'kept', state: 'running' }]);

  stack.kill('SIGINT');
  await waitFor('the stack ends', () => hasEnded(), SLOW);
  expect(stack.exitCode).toBe(0);
  expect(running()).toEqual([]);
});

test('a service that dies is started again, and that is said', async () => {
  await start();
  const pid = Number(/^\s*papi\s+process (\d+)$/m.exec(output)?.[1]);
  process.kill(pid, 'SIGKILL');
  await waitFor('papi is back', () => /papi: is back, process \d+/.test(output), SLOW);
  expect(output).toMatch(/papi ended unexpectedly \(SIGKILL\); its log is .*papi\.log/);
  const { PAPI_URL = '' } = environment();
  await expect(fetch(`${PAPI_URL}/packages`)).resolves.toMatchObject({ status: 200 });
});
