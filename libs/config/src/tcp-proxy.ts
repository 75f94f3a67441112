import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** Stands between a service and what it talks to, and loses or delays what passes. */
export class TcpProxy {
  /** Every piece of data arrives so much later, in both directions. */
  delayMs = 0;
  /** New connections end at once. */
  refusing = false;
  /** What is said is lost, connections stay open and new ones open: the machine behind has vanished, and nobody is told. */
  silent = false;
  readonly #pairs = new Set<readonly [Socket, Socket]>();

  private constructor(
    /** Its own address: the one it stands before, with another port. */
    readonly url: string,
    readonly target: URL,
    readonly server: Server,
  ) {}

  static async open(targetUrl: string): Promise<TcpProxy> {
    const server = createServer();
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', resolve);
    });
    const own = new URL(targetUrl);
    own.port = String((server.address() as AddressInfo).port);
    // A URL's text ends with a slash where the one we were given had no path.
    const proxy = new TcpProxy(own.href.replace(/\/$/, ''), new URL(targetUrl), server);
    server.on('connection', (socket) => proxy.#join(socket));
    return proxy;
  }

  /** Ends all connections at once, in the middle of whatever they say. */
  cut(): void {
    for (const pair of this.#pairs) for (const socket of pair) socket.destroy();
  }

  /** What is behind is gone: all connections end, and there are no new ones. */
  refuse(): void {
    this.refusing = true;
    this.cut();
  }

  /** What is behind is back, for those who connect anew. */
  mend(): void {
    this.refusing = false;
    this.silent = false;
    this.cut();
  }

  async close(): Promise<void> {
    this.refuse();
    await new Promise((resolve) => this.server.close(resolve));
  }

  #join(inner: Socket): void {
    if (this.refusing) return void inner.destroy();
    const outer = connect(Number(this.target.port), this.target.hostname);
    const pair = [inner, outer] as const;
    this.#pairs.add(pair);
    this.#pass(inner, outer);
    this.#pass(outer, inner);
    for (const socket of pair) {
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.#pairs.delete(pair);
        for (const one of pair) one.destroy();
      });
    }
  }

  /** One after the other, so that a shorter delay does not let new data overtake old. */
  #pass(from: Socket, to: Socket): void {
    let passed: Promise<void> = Promise.resolve();
    const later = (act: () => void): void => {
      const dueMs = performance.now() + this.delayMs;
      passed = passed.then(async () => {
        const waitMs = dueMs - performance.now();
        if (waitMs > 0) await delay(waitMs);
        act();
      });
    };
    from.on('data', (data) => later(() => void (this.silent || to.write(data))));
    from.on('end', () => later(() => to.end()));
  }
}
