import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ValidationFailedError } from '@triton/errors/validation-failed-error';
import { createLogger } from '@triton/logging/create-logger';
import { PassThrough } from 'node:stream';
import request from 'supertest';
import { createApp } from '../create-app';
import { endpointFor } from '../endpoint';
import { listen } from '../listen';
import { callerGate, type CallerGate } from './caller-gate';
import { hashOfToken, newCallerToken } from './caller-token';

const [MINE, OTHER] = ['84449e46-b63d-8c90-8003-7de89a378ffe', 'dfaf9fd4-3c25-876f-8f95-d9f18b163a6b'];
const endpoint = endpointFor<object>();
const common = { status: 200, errors: [], handle: () => ({ done: true }) };
const endpoints = [
  endpoint({ name: 'Read', method: 'get', path: '/things', ...common }),
  endpoint({ name: 'Change', method: 'post', path: '/things', ...common }),
  endpoint({ name: 'Report', method: 'post', path: '/servers/:server_uuid/report', ...common }),
  endpoint({ name: 'Take', method: 'post', path: '/tasks/:id/start', ...common }),
];
const rules = { cloudapi: ['Read'], agent: ['Report', 'Take'] };
const tokens = {
  operator: newCallerToken('operator'),
  cloudapi: newCallerToken('cloudapi'),
  portal: newCallerToken('portal'),
  agent: newCallerToken(`agent-${MINE}`),
};

let dir: string;
let file: string;
let gates: CallerGate<object>[];
let lines: PassThrough;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'callers-'));
  file = join(dir, 'callers.json');
  gates = [];
  lines = new PassThrough();
  know(tokens);
});
afterEach(() => {
  for (const gate of gates) gate.close();
  rmSync(dir, { recursive: true });
});

/** Writes who is known, as operators should: whole or not at all. */
function know(known: Record<string, string | string[]>): void {
  const entries = Object.values(known).map((of): [string, string[]] => {
    const all = [of].flat();
    return [String(all[0]?.split('.')[0]), all.map((token) => hashOfToken(token).toString('hex'))];
  });
  writeFileSync(`${file}.new`, JSON.stringify(Object.fromEntries(entries)));
  renameSync(`${file}.new`, file);
}

function app(options: { trustLoopback?: boolean; file?: undefined } = {}) {
  const log = createLogger('test', { stream: lines, level: 'info' });
  const gate = callerGate({ file, trustLoopback: false, rules, endpoints, log, ...options });
  gates.push(gate);
  const invalid = (message: string) => new ValidationFailedError(message);
  return createApp({ name: 'things', serverHeader: 'x', endpoints, context: {}, log, invalid, ...gate.options });
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const asAgent = (server = MINE) => ({ ...bearer(tokens.agent), 'x-server-uuid': server });

test('each role does what its rules name, and nothing else', async () => {
  const service = app();
  const status = async (method: 'get' | 'post', headers: Record<string, string>) =>
    (await request(service)[method]('/things').set(headers)).status;
  expect(await status('get', bearer(tokens.cloudapi))).toBe(200);
  expect(await status('post', bearer(tokens.cloudapi))).toBe(403);
  expect(await status('get', bearer(tokens.portal))).toBe(403);
  expect(await status('get', asAgent())).toBe(403);
  expect(await status('post', bearer(tokens.operator))).toBe(200);
});

test.each([
  ['without a credential', {}],
  ['with another kind of credential', { authorization: 'Basic b3BlcmF0b3I6eA==' }],
  ['with a token that nobody has', bearer(newCallerToken('operator'))],
  ['with the token of a name that nobody has', bearer(newCallerToken('nobody'))],
  ['with a hash instead of the token', bearer(hashOfToken(tokens.operator).toString('hex'))],
  ["with one caller's secret under another's name", bearer(tokens.cloudapi.replace('cloudapi', 'operator'))],
  ['with half a token', bearer(tokens.operator.slice(0, -1))],
  ['with nothing after the word', { authorization: 'Bearer ' }],
])('a request %s is refused', async (_how, headers) => {
  const { status, body } = await request(app()).get('/things').set(headers);
  expect([status, (body as { code: string }).code]).toEqual([401, 'InvalidCredentials']);
});

test('health and metrics need no credential', async () => {
  const service = app();
  expect((await request(service).get('/ping')).status).toBe(200);
  expect((await request(service).get('/metrics')).status).toBe(200);
});

describe("an agent's credential", () => {
  const report = async (server: string, headers: Record<string, string>) =>
    (await request(app()).post(`/servers/${server}/report`).set(headers)).status;

  test('is good for its own server, however that is written', async () => {
    expect(await report(MINE, asAgent())).toBe(200);
    expect(await report(MINE.toUpperCase(), asAgent())).toBe(200);
  });

  test('is refused for another server, whichever way that is named', async () => {
    expect(await report(OTHER, asAgent())).toBe(403);
    expect(await report(OTHER, asAgent(OTHER))).toBe(403);
    expect(await report(MINE, asAgent(OTHER))).toBe(403);
  });

  test('is refused where nothing says which server it is', async () => {
    expect((await request(app()).post('/tasks/1/start').set(bearer(tokens.agent))).status).toBe(403);
    expect((await request(app()).post('/tasks/1/start').set(asAgent())).status).toBe(200);
  });
});

describe('while a token is replaced', () => {
  const next = newCallerToken('cloudapi');
  const status = async (url: string, token: string) =>
    (await fetch(`${url}/things`, { headers: bearer(token) })).status;
  const untilIt = async (url: string, token: string, wanted: number) => {
    while ((await status(url, token)) !== wanted) await new Promise((resolve) => setTimeout(resolve, 50));
  };

  test('both are good, without a restart, until the old one is taken out', async () => {
    const server = await listen(app(), { host: '127.0.0.1', port: 0 });
    expect(await status(server.url, next)).toBe(401);
    know({ cloudapi: [tokens.cloudapi, next] });
    await untilIt(server.url, next, 200);
    expect(await status(server.url, tokens.cloudapi)).toBe(200);
    know({ cloudapi: next });
    await untilIt(server.url, tokens.cloudapi, 401);
    expect(await status(server.url, next)).toBe(200);
    await server.close();
  });

  test('a file that cannot be used changes nothing, and is told', async () => {
    const server = await listen(app(), { host: '127.0.0.1', port: 0 });
    writeFileSync(file, '{"cloudapi": ');
    let told = '';
    while (!told.includes('callers file cannot be used')) {
      told += String(lines.read() ?? '');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(await status(server.url, tokens.cloudapi)).toBe(200);
    await server.close();
  });
});

describe('in development', () => {
  test('a plain request of this machine is the operator, and a wrong credential is still wrong', async () => {
    const service = app({ trustLoopback: true });
    expect((await request(service).post('/things')).status).toBe(200);
    expect((await request(service).post('/things').set(bearer(tokens.cloudapi))).status).toBe(403);
    expect((await request(service).post('/things').set(bearer('operator.x'))).status).toBe(401);
  });

  test('what a web page sends is not', async () => {
    const service = app({ trustLoopback: true });
    expect((await request(service).post('/things').set('origin', 'https://example.com')).status).toBe(401);
    expect((await request(service).get('/things').set('host', 'example.com')).status).toBe(401);
  });

  test('a proxy of this machine that passes on what others send has no such right', async () => {
    const service = app({ trustLoopback: true });
    for (const header of ['X-Forwarded-For', 'Forwarded', 'Via', 'X-Real-IP']) {
      expect((await request(service).get('/things').set(header, '127.0.0.1')).status).toBe(401);
    }
  });

  test('without a file nobody is asked, and the log says so', async () => {
    expect((await request(app({ file: undefined })).post('/things')).status).toBe(200);
    expect(String(lines.read())).toContain('nobody is asked for a credential');
  });
});

test('a service does not start with callers that cannot be known', () => {
  writeFileSync(file, JSON.stringify({ 'agent-x': ['00'], cloudapi: ['00'], vmapi: [] }));
  expect(() => app()).toThrow(
    /agent-x is no name of a caller; cloudapi must have 1 or 2 SHA-256 hashes in hex; vmapi must have/,
  );
  writeFileSync(file, '{}');
  expect(() => app()).toThrow('nobody is named in it');
  rmSync(file);
  expect(() => app()).toThrow(/ENOENT/);
  writeFileSync(file, '{}');
});

test('a rule about an operation that does not exist is a mistake', () => {
  const options = { file: undefined, trustLoopback: false, endpoints, log: createLogger('test') };
  expect(() => callerGate({ ...options, rules: { cloudapi: ['Raed'] } })).toThrow('do not exist: Raed');
});
