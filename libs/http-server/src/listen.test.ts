import { once } from 'node:events';
import { connect } from 'node:net';
import { Agent, get } from 'node:http';
import { listen, type Listening } from './listen';
import { thingsService } from './testing/things-service';

let servers: Listening[] = [];
afterEach(async () => {
  await Promise.all(servers.map((server) => server.close()));
  servers = [];
});

async function start(options: { drainMs?: number } = {}) {
  const service = thingsService();
  const server = await listen(service.app, { host: '127.0.0.1', port: 0, ...options });
  servers.push(server);
  return { ...service, server };
}

test('the address is told, and port 0 is any free one', async () => {
  const { server } = await start();
  expect(server.url).toBe(`http://127.0.0.1:${server.port}`);
  expect((await fetch(`${server.url}/ping`)).status).toBe(200);
});

test('an address that is taken is an error', async () => {
  const { server, app } = await start();
  await expect(listen(app, { host: '127.0.0.1', port: server.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

test('closing ends long waits, lets them answer, and takes no more requests', async () => {
  const { server, seen } = await start();
  const waiting = fetch(`${server.url}/wait`);
  await until(() => seen.includes('waiting'));
  const closed = server.close();
  const answer = await waiting;
  expect([answer.status, await answer.json()]).toEqual([200, { waited: true }]);
  await closed;
  await expect(fetch(`${server.url}/ping`)).rejects.toThrow();
});

test('many may wait at once, and Node sees no leak in it', async () => {
  const { server, seen } = await start();
  const warned: string[] = [];
  const onWarning = ({ name }: Error) => warned.push(name);
  process.on('warning', onWarning);
  const waiting = Array.from({ length: 20 }, () => fetch(`${server.url}/wait`));
  await until(() => seen.filter((what) => what === 'waiting').length === 20);
  await server.close();
  expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual(Array(20).fill(200));
  process.off('warning', onWarning);
  expect(warned).not.toContain('MaxListenersExceededWarning');
});

test('closing does not wait for idle connections', async () => {
  const { server } = await start();
  const agent = new Agent({ keepAlive: true });
  const [res] = await once(get(`${server.url}/ping`, { agent }), 'response');
  await once((res as NodeJS.ReadableStream).resume(), 'end');
  await server.close();
  agent.destroy();
});

test('closing cuts off what does not end in time', async () => {
  const { server } = await start({ drainMs: 50 });
  const socket = connect(server.port, '127.0.0.1', () =>
    socket.write('PUT /metadata HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{'),
  );
  socket.on('error', () => undefined);
  const ended = once(socket, 'close');
  await once(socket, 'connect');
  await fetch(`${server.url}/ping`);
  await server.close();
  await ended;
});

test('closing twice is closing once', async () => {
  const { server } = await start();
  await Promise.all([server.close(), server.close()]);
});

test('a handler learns that its client has gone away, and the log says so', async () => {
  const { server, seen, lines } = await start();
  const waiting = get(`${server.url}/wait`).on('error', () => undefined);
  await until(() => seen.includes('waiting'));
  waiting.destroy();
  await until(() => seen.includes('no longer waiting') && lines.some(({ aborted }) => aborted === true));
  expect(lines.find(({ aborted }) => aborted === true)).toMatchObject({ operation: 'WaitForThing', status: 499 });
});

/** Bounded, and done as soon as it is so. */
async function until(isSo: () => boolean): Promise<void> {
  const deadline = Date.now() + 5_000;
  while (!isSo()) {
    if (Date.now() > deadline) throw new Error('it never came about');
    await new Promise((resolve) => setImmediate(resolve));
  }
}
