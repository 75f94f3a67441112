import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ValidationFailedError } from '@triton/errors/validation-failed-error';
import { makeCertificates } from '@triton/http-auth/testing/make-certificates';
import { createApp } from '@triton/http-server/create-app';
import { listen, type Listening, type ListenOptions } from '@triton/http-server/listen';
import { createLogger } from '@triton/logging/create-logger';
import { JsonClient, type JsonClientOptions } from './json-client';

const dir = mkdtempSync(join(tmpdir(), 'triton-tls-'));
const files = makeCertificates(dir);
const pem = (path: string) => readFileSync(path, 'utf8');
const ca = pem(files.ca);
const localhost = { cert: pem(files.localhost.cert), key: pem(files.localhost.key) };
const stranger = { cert: pem(files.stranger.cert), key: pem(files.stranger.key) };
const log = createLogger('test', { level: 'fatal' });
const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});
afterAll(() => rmSync(dir, { recursive: true }));

async function serve(tls: NonNullable<ListenOptions['tls']>): Promise<Listening> {
  const invalid = (message: string) => new ValidationFailedError(message);
  const app = createApp({ name: 'x', serverHeader: 'x', endpoints: [], context: {}, log, invalid });
  const server = await listen(app, { host: '127.0.0.1', port: 0, tls });
  closers.push(() => server.close());
  return server;
}

/** Asks the server by the name that its certificate has. */
function ping({ port }: Listening, options: Partial<JsonClientOptions>): Promise<unknown> {
  const client = new JsonClient({ url: `https://localhost:${port}`, name: 'service', ...options });
  closers.push(() => client.close());
  return client.get('/ping');
}

test('a service that can prove itself is spoken to, and the address says how', async () => {
  const server = await serve(localhost);
  expect(server.url).toBe(`https://127.0.0.1:${server.port}`);
  await expect(ping(server, { tls: { ca } })).resolves.toMatchObject({ body: { ping: 'pong' } });
});

test.each([
  ['is signed by nobody we know', {}, localhost],
  ['is signed by another authority', { tls: { ca } }, stranger],
])('one whose certificate %s is not', async (_what, options, certificate) => {
  const server = await serve(certificate);
  const attempt = ping(server, options);
  await expect(attempt).rejects.toMatchObject({ code: 'RemoteUnavailable', message: 'service cannot be reached' });
  await expect(ping(server, { ...options, insecure: true })).resolves.toMatchObject({ status: 200 });
});

test('one whose certificate is of another name is not', async () => {
  const { port } = await serve(localhost);
  const client = new JsonClient({ url: `https://127.0.0.1:${port}`, name: 'service', tls: { ca } });
  closers.push(() => client.close());
  await expect(client.get('/ping')).rejects.toMatchObject({
    code: 'RemoteUnavailable',
    cause: { code: 'ERR_TLS_CERT_ALTNAME_INVALID' },
  });
});

test('where clients must prove themselves, only those do who are signed by the right authority', async () => {
  const server = await serve({ ...localhost, clientCa: ca });
  await expect(ping(server, { tls: { ca, ...localhost } })).resolves.toMatchObject({ status: 200 });
  await expect(ping(server, { tls: { ca } })).rejects.toMatchObject({ code: 'RemoteUnavailable' });
  await expect(ping(server, { tls: { ca, ...stranger } })).rejects.toMatchObject({ code: 'RemoteUnavailable' });
});

test('what is not TLS gets no answer from it', async () => {
  const { port } = await serve(localhost);
  await expect(fetch(`http://127.0.0.1:${port}/ping`)).rejects.toThrow();
});
