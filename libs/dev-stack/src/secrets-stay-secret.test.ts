import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudapiClient } from '@triton/clients/cloudapi-client';
import { removeDataDir } from './remove-data-dir';
import { repositoryRoot } from './repository-root';
import type { Stack } from './stack';
import { startStack } from './start-stack';
import { waitFor } from './wait-for';

jest.setTimeout(240_000);
const SLOW = { timeoutMs: 90_000, everyMs: 100 };

let dataDir: string;
let stack: Stack;
const said: string[] = [];

/** A stack that writes all it can and trusts nobody. */
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'secrets-'));
  const loud = { LOG_LEVEL: 'trace' };
  const env = { papi: loud, cnapi: loud, vmapi: loud, 'vmapi-runner': loud, cloudapi: loud, 'cn-agent': loud };
  const say = (line: string) => said.push(line);
  stack = await startStack({ dataDir, nodes: 1, durable: false, strictCredentials: true, env, say });
});
afterAll(async () => {
  await stack.close();
  removeDataDir(dataDir);
});

const planted: Record<string, string> = {};
/** Something to be found again wherever it should not be. */
function plant(what: string): string {
  return (planted[what] = `planted-${what.replaceAll(' ', '-')}-${Math.random().toString(36).slice(2)}`);
}

/** One string of each file that the deployment keeps to itself. */
function ownSecrets(): Record<string, string> {
  const dir = join(dataDir, 'secrets');
  const files = (readdirSync(dir, { recursive: true }) as string[]).filter((path) =>
    /token|redis-password$/.test(path),
  );
  const { database, redis } = stack.urls;
  const privateKey = readFileSync(String(stack.environment.KEY), 'utf8').split('\n');
  return {
    ...Object.fromEntries(files.map((path) => [path, readFileSync(join(dir, path), 'utf8').trim()])),
    'password of PostgreSQL': new URL(database).password,
    'password of Redis': new URL(redis).password,
    'private key': String(privateKey[3]),
  };
}

function written(): string {
  const logs = join(dataDir, 'logs');
  const texts = readdirSync(logs).map((file) => readFileSync(join(logs, file), 'utf8'));
  return [...texts, ...said].join('\n');
}

function found(text: string, secrets: Record<string, string>): string[] {
  return Object.entries(secrets)
    .filter(([, secret]) => text.includes(secret) || text.includes(Buffer.from(secret).toString('base64').slice(0, -4)))
    .map(([what]) => what);
}

async function status(url: string, headers: Record<string, string> = {}, body?: unknown): Promise<number> {
  const json = { 'content-type': 'application/json', ...headers };
  const init = body === undefined ? { headers } : { method: 'POST', headers: json, body: JSON.stringify(body) };
  return (await fetch(url, init)).status;
}

test('in a stack that trusts nobody, everything works for those who have credentials, and nothing for others', async () => {
  const { vmapi, cnapi, papi } = stack.urls;
  const operator = { authorization: `Bearer ${stack.environment.OPERATOR_TOKEN}` };
  for (const url of [`${vmapi}/vms`, `${cnapi}/servers`, `${papi}/packages`]) {
    expect(await status(url)).toBe(401);
    expect(await status(url, { authorization: `Bearer ${plant('wrong token')}` })).toBe(401);
    expect(await status(url, operator)).toBe(200);
    expect(await status(`${url}?token=${plant('token in a query')}`, operator)).not.toBe(401);
  }
  const {
    ACCOUNT: account = '',
    KEY_ID: keyId = '',
    KEY = '',
    IMAGE_UUID: image = '',
    PACKAGE = '',
  } = stack.environment;
  const cloudapi = new CloudapiClient({
    url: stack.urls.cloudapi,
    account,
    keyId,
    privateKey: readFileSync(KEY, 'utf8'),
  });
  try {
    const metadata = { 'metadata.root_pw': plant('root password'), 'metadata.user-script': plant('user script') };
    const machine = await cloudapi.createMachine({ name: 'secret', image, package: PACKAGE, ...metadata });
    const isRunning = async () => (await cloudapi.getMachine(machine.id)).state === 'running';
    await waitFor('the machine runs', isRunning, SLOW);

    // Refusals tell what was wrong, not what else was said.
    const refused = { name: 'x y', image, package: PACKAGE, 'metadata.root_pw': plant('refused password') };
    await expect(cloudapi.createMachine(refused)).rejects.toThrow();
    const unknown = { owner_uuid: 'x', customer_metadata: { root_pw: plant('password of VMAPI') } };
    expect(await status(`${vmapi}/vms`, operator, unknown)).toBe(409);
    const signature = `Signature keyId="/${account}/keys/x",algorithm="rsa-sha256",signature="${plant('signature')}"`;
    for (const authorization of [signature, plant('strange header')]) {
      expect(await status(`${stack.urls.cloudapi}/${account}/machines`, { authorization })).toBeGreaterThanOrEqual(400);
    }

    // Trouble between services.
    await stack.kill('cnapi');
    const stop = await cloudapi.stopMachine(machine.id);
    await stack.start('cnapi');
    const isStopped = async () => (await cloudapi.getMachine(machine.id)).state === 'stopped';
    await waitFor(`job ${stop.jobUuid} has stopped it`, isStopped, SLOW);
  } finally {
    cloudapi.close();
  }
  await stack.restart('redis');
  expect(found(written(), { ...planted, ...ownSecrets() })).toEqual([]);
  // The search would find them, and everybody has said something.
  expect(found(`${written()} ${planted['root password']}`, planted)).toEqual(['root password']);
  expect(readdirSync(join(dataDir, 'logs')).sort()).toEqual([
    'cloudapi.log',
    'cn0.log',
    'cnapi.log',
    'papi.log',
    'vmapi-runner.log',
    'vmapi.log',
  ]);
  expect(written()).toMatch(/"level":20/);
});

/** The arguments of every process that runs, which all users of the machine can see. */
function commandLines(): string {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map((pid) => readUnlessGone(`/proc/${pid}/cmdline`)).join('\n');
}

function readUnlessGone(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** Files below a directory that others may read, were the directory itself open to them. */
function openFiles(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    const path = join(dir, entry.name);
    if ((statSync(path, { throwIfNoEntry: false })?.mode ?? 0) % 0o100 === 0) return [];
    if (entry.isDirectory()) return openFiles(path);
    return entry.isFile() ? [path] : [];
  });
}

test('no secret is among the arguments of a process, or in a file that others may read', () => {
  const secrets = ownSecrets();
  expect(found(commandLines(), secrets)).toEqual([]);
  expect(commandLines()).toContain('cloudapi');
  const files = openFiles(dataDir);
  expect(files.flatMap((path) => found(readUnlessGone(path), secrets).map((what) => `${what} in ${path}`))).toEqual([]);
  expect(files.some((path) => path.endsWith('vmapi.log'))).toBe(true);
});

const server = '84449e46-b63d-8c90-8003-7de89a378ffe';
const urls = { VMAPI_URL: 'http://127.0.0.1:1', CNAPI_URL: 'http://127.0.0.1:1', PAPI_URL: 'http://127.0.0.1:1' };

test.each(['papi', 'cnapi', 'vmapi', 'vmapi-runner', 'cloudapi', 'cn-agent'])(
  '%s that cannot start, or has nobody to work with, does not say with what it tried',
  async (bundle) => {
    const secrets = { database: plant('database'), redis: plant('redis'), token: plant('token') };
    const environment = {
      ...urls,
      PORT: '0',
      LOG_LEVEL: 'trace',
      DATABASE_URL: `postgres://triton:${secrets.database}@127.0.0.1:1/triton`,
      REDIS_URL: `redis://vmapi:${secrets.redis}@127.0.0.1:${new URL(stack.urls.redis).port}`,
      SERVICE_TOKEN: secrets.token,
      SERVER_UUID: server,
      SERVER_HOSTNAME: 'cn7',
      AGENT_DIR: join(dataDir, 'agent'),
      VMADM_ROOT: join(dataDir, 'zones'),
      ZFS_SIM_ROOT: join(dataDir, 'nodes', 'cn0', 'pool'),
    };
    // Both are wrong: a server that is not there or does not know the password, and variables that cannot be used.
    const faulty = [
      environment,
      { ...environment, PORT: plant('port'), DATABASE_URL: secrets.database, REDIS_URL: '' },
    ];
    for (const env of faulty) {
      const output = await outputOf(bundle, env);
      expect(output).not.toBe('');
      expect(found(output, { ...planted, ...secrets })).toEqual([]);
    }
  },
);

/** What a service says until it ends, or until it has told its trouble. */
function outputOf(bundle: string, env: Record<string, string>): Promise<string> {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, ['--enable-source-maps', join(repositoryRoot(), 'dist', `${bundle}.cjs`)], {
    env: { PATH, HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return new Promise((resolve) => {
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        if (/"level":(40|50|60)/.test(output)) child.kill('SIGTERM');
      });
    }
    child.once('close', () => resolve(output));
  });
}
