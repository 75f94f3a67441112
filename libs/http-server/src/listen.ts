import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { App } from './create-app';

export interface ListenOptions {
  host: string;
  /** 0: any free port. */
  port: number;
  /** How long `close` lets requests in progress end by themselves; default 10000. */
  drainMs?: number;
  /** In PEM: speaks HTTPS only. With `clientCa`, clients must show a certificate of that authority. */
  tls?: { cert: string; key: string; clientCa?: string };
}

export interface Listening {
  port: number;
  url: string;
  /** No new requests; those in progress end (long waits are told to, through `signal`); then the sockets close. */
  close(): Promise<void>;
}

const MAX_HEADER_BYTES = 16 * 1024;
/** Longer than any client of ours keeps an idle socket, or a request could meet a socket being closed. */
const KEEP_ALIVE_MS = 75_000;
const HEADERS_MS = 20_000;
/** Only for receiving a request: handlers may wait as long as they like. */
const REQUEST_MS = 60_000;

const LIMITS = {
  maxHeaderSize: MAX_HEADER_BYTES,
  keepAliveTimeout: KEEP_ALIVE_MS,
  headersTimeout: HEADERS_MS,
  requestTimeout: REQUEST_MS,
  connectionsCheckingInterval: 5_000,
};

/** Serves the app. Resolves when connections are accepted, rejects when the address cannot be had. */
export async function listen(app: App, { host, port, drainMs = 10_000, tls }: ListenOptions): Promise<Listening> {
  const server = tls ? createTlsServer({ ...LIMITS, ...tlsOptions(tls) }) : createServer(LIMITS);
  let closing: Promise<void> | undefined;
  server.on('request', (req: IncomingMessage, res: ServerResponse) => {
    if (closing) res.setHeader('Connection', 'close');
    app(req, res);
  });
  server.on('clientError', refuseMalformed);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address() as AddressInfo;
  const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return {
    port: address.port,
    url: `${tls ? 'https' : 'http'}://${name}:${address.port}`,
    close: () => (closing ??= drain(server, app, drainMs)),
  };
}

function tlsOptions({ cert, key, clientCa }: NonNullable<ListenOptions['tls']>) {
  const clients = clientCa === undefined ? {} : { ca: clientCa, requestCert: true, rejectUnauthorized: true };
  return { cert, key, minVersion: 'TLSv1.2' as const, handshakeTimeout: HEADERS_MS, ...clients };
}

async function drain(server: Server, app: App, drainMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  app.emit('shutdown');
  // Answers begun before the close leave their sockets open for more; those have to be looked for.
  const sweep = setInterval(() => server.closeIdleConnections(), 20);
  const lastResort = setTimeout(() => server.closeAllConnections(), drainMs);
  server.closeIdleConnections();
  await closed;
  clearInterval(sweep);
  clearTimeout(lastResort);
}

/** What is not even HTTP never reaches the app; it gets the same kind of answer all the same. */
function refuseMalformed(err: NodeJS.ErrnoException, socket: Socket): void {
  if (err.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, code, message] = answerTo(err.code);
  const body = JSON.stringify({ code, message });
  const head = `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: application/json`;
  socket.end(`${head}\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
}

function answerTo(code: string | undefined): [status: string, code: string, message: string] {
  if (code === 'HPE_HEADER_OVERFLOW') {
    return ['431 Request Header Fields Too Large', 'InvalidHeader', 'the headers are too large'];
  }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return ['408 Request Timeout', 'RequestTimeout', 'the request took too long to arrive'];
  }
  return ['400 Bad Request', 'InvalidHeader', 'the request is not well-formed HTTP'];
}
