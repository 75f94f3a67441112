import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { JsonClient } from './json-client';
import { RemoteError } from './remote-error';

const sockets = new Set<Socket>();
let server: Server | undefined;
let client: JsonClient | undefined;

afterEach(async () => {
  client?.close();
  for (const socket of sockets) socket.destroy();
  if (server?.listening) await new Promise((resolve) => server?.close(resolve));
});

/** A neighbour that reads a request and then does what no healthy one does. */
async function neighbour(
  misbehave: (socket: Socket) => void,
  options: { timeoutMs?: number } = {},
): Promise<JsonClient> {
  server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', () => misbehave(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  client = new JsonClient({ url: `http://127.0.0.1:${port}`, name: 'cnapi', timeoutMs: 5_000, ...options });
  return client;
}

const head = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n';

test.each<[string, (socket: Socket) => void]>([
  ['hangs up without an answer', (socket) => socket.destroy()],
  ['resets the connection', (socket) => socket.resetAndDestroy()],
  ['dies after the head', (socket) => socket.end(`${head}Content-Length: 10\r\n\r\n`)],
  ['dies in mid-body', (socket) => socket.end(`${head}Content-Length: 100\r\n\r\n{"uuid":`)],
  ['dies in mid-body of what still parses', (socket) => socket.end(`${head}Content-Length: 5\r\n\r\n1234`)],
  ['dies between chunks', (socket) => socket.end(`${head}Transfer-Encoding: chunked\r\n\r\n2\r\n[]\r\n`)],
  ['answers with a page', (socket) => socket.end(`${head}Content-Length: 6\r\n\r\n<html>`)],
  ['does not speak HTTP', (socket) => socket.end('220 mail.example.com ESMTP\r\n')],
])('a neighbour that %s is unavailable, and the call may be repeated', async (_what, misbehave) => {
  const remote = await neighbour(misbehave);
  await expectUnavailable(remote.get('/servers'));
});

test('a neighbour that never answers is given up after the timeout', async () => {
  const remote = await neighbour(() => undefined, { timeoutMs: 50 });
  await expectUnavailable(remote.get('/servers'), 'cnapi did not answer in time');
});

test('a neighbour that stops in mid-body is given up after the timeout', async () => {
  const remote = await neighbour((socket) => socket.write(`${head}Content-Length: 100\r\n\r\n{"uuid":`), {
    timeoutMs: 50,
  });
  await expectUnavailable(remote.post('/servers', { body: {} }), 'cnapi did not answer in time');
});

test('a call has its own patience', async () => {
  const remote = await neighbour(() => undefined);
  await expectUnavailable(remote.get('/servers', { timeoutMs: 50 }), 'cnapi did not answer in time');
});

test('a call that nobody waits for any more ends', async () => {
  const giveUp = new AbortController();
  const remote = await neighbour(() => giveUp.abort());
  await expectUnavailable(remote.get('/servers', { signal: giveUp.signal }));
  await expectUnavailable(remote.get('/servers', { signal: giveUp.signal }));
});

test('a neighbour that is not there is unavailable', async () => {
  const remote = await neighbour(() => undefined);
  await new Promise((resolve) => server?.close(resolve));
  await expectUnavailable(remote.get('/servers'), 'cnapi cannot be reached');
});

test('closing the client ends its calls', async () => {
  const remote = await neighbour(() => remote.close());
  await expectUnavailable(remote.get('/servers'));
});

test('an answer that needs no length is complete when the neighbour says so', async () => {
  const remote = await neighbour((socket) =>
    socket.end(`${head}Transfer-Encoding: chunked\r\n\r\n2\r\n[]\r\n0\r\n\r\n`),
  );
  expect((await remote.get('/servers')).body).toEqual([]);
});

async function expectUnavailable(call: Promise<unknown>, message?: string): Promise<void> {
  const err: unknown = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(err).toBeInstanceOf(RemoteError);
  const { code, status, retryable, message: said } = err as RemoteError;
  expect({ code, status, retryable }).toEqual({ code: 'RemoteUnavailable', status: 503, retryable: true });
  // Which host and port is for the log.
  expect(said).not.toContain('127.0.0.1');
  if (message !== undefined) expect(said).toBe(message);
}
