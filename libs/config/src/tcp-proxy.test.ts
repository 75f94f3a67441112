import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { TcpProxy } from './tcp-proxy';

let echo: Server;
let proxy: TcpProxy;
beforeEach(async () => {
  echo = createServer((socket) => socket.on('error', () => undefined).pipe(socket));
  await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
  proxy = await TcpProxy.open(`http://127.0.0.1:${(echo.address() as AddressInfo).port}`);
});
afterEach(async () => {
  await proxy.close();
  await new Promise((resolve) => echo.close(resolve));
});

/** A connection through the proxy: what came back, and whether it is over. */
function dial() {
  const socket = connect(Number(new URL(proxy.url).port), '127.0.0.1');
  let text = '';
  socket.on('error', () => undefined).on('data', (data) => (text += data.toString()));
  const over = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const echoed = (wanted: string): Promise<void> =>
    new Promise((resolve) => {
      socket.on('data', () => text.endsWith(wanted) && resolve());
    });
  return { socket, over, echoed, said: () => text };
}

test('what is said passes in both directions, in order, even when the delay shrinks', async () => {
  const { socket, echoed, said } = dial();
  const all = echoed('three');
  proxy.delayMs = 60;
  socket.write('one ');
  socket.write('two ');
  proxy.delayMs = 0;
  socket.write('three');
  await all;
  expect(said()).toBe('one two three');
  socket.destroy();
});

test('a cut ends connections in the middle, and while it refuses nobody gets a new one', async () => {
  const first = dial();
  const here = first.echoed('here');
  first.socket.write('here');
  await here;
  proxy.refuse();
  await first.over;
  await dial().over;
  proxy.refusing = false;
  const second = dial();
  const again = second.echoed('again');
  second.socket.write('again');
  await again;
  second.socket.destroy();
});

test('in its silence connections open and stay open, and what they say is lost', async () => {
  proxy.silent = true;
  const silenced = dial();
  silenced.socket.end('lost');
  const other = dial();
  await silenced.over;
  proxy.silent = false;
  const heard = other.echoed('heard');
  other.socket.write('heard');
  await heard;
  expect([silenced.said(), other.said()]).toEqual(['', 'heard']);
  other.socket.destroy();
});
