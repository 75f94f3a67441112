import { setTimeout as delay } from 'node:timers/promises';
import { openConnection, producing } from '@triton/queue/open-connection';
import { SimulatedZfsHost } from '@triton/zfs/simulated-zfs-host';
import { reasonsOf } from '../reasons-of';
import type { Stack } from '../stack';
import type { ChaosFault } from './fault';
import { ORDERED_FAILURE } from './ordered-failure';
import type { TcpProxy } from '@triton/config/tcp-proxy';

/** What became of a planned fault. Milliseconds from the beginning of the run. */
export interface InjectedFault extends ChaosFault {
  beganMs: number;
  mendedMs: number;
  /** It could not be injected: how often it was tried, and why not. */
  trouble?: string;
}

export interface NemesisWorld {
  stack: Stack;
  /** By what they stand before. */
  proxies: ReadonlyMap<string, TcpProxy>;
}

/** Breaks the stack as planned, and mends what it broke: when `run` returns everything works again. */
export class Nemesis {
  readonly #world: NemesisWorld;
  readonly #pools: ReadonlyMap<string, SimulatedZfsHost>;
  /** Two faults of one thing take turns. */
  readonly #turns = new Map<string, Promise<unknown>>();

  constructor(world: NemesisWorld) {
    this.#world = world;
    const poolOf = ({ poolDir }: { poolDir: string }) => new SimulatedZfsHost({ root: poolDir, durable: false });
    this.#pools = new Map(world.stack.nodes.map((node) => [node.name, poolOf(node)]));
  }

  async run(faults: readonly ChaosFault[], onFault: (fault: InjectedFault) => void): Promise<InjectedFault[]> {
    const startedMs = performance.now();
    const now = () => Math.round(performance.now() - startedMs);
    const injected = await Promise.all(
      faults.map(async (fault) => {
        await delay(fault.atMs);
        return this.#inTurn(fault.target, async () => {
          const beganMs = now();
          const trouble = await this.#inject(fault).catch((err: unknown) => reasonsOf(err).join(' because '));
          const done = { ...fault, beganMs, mendedMs: now(), ...(trouble === undefined ? {} : { trouble }) };
          onFault(done);
          return done;
        });
      }),
    );
    // What was ordered and has met no command is no fault, and must not become one afterwards.
    for (const pool of this.#pools.values()) pool.clearFaults();
    await this.#mendAll();
    return injected;
  }

  close(): void {
    for (const pool of this.#pools.values()) pool.close();
  }

  #inTurn<T>(target: string, work: () => Promise<T>): Promise<T> {
    const turn = (this.#turns.get(target) ?? Promise.resolve()).then(work);
    this.#turns.set(target, turn);
    return turn;
  }

  async #inject(fault: ChaosFault): Promise<undefined> {
    const { stack } = this.#world;
    const { kind, target, lastsMs } = fault;
    switch (kind) {
      case 'kill':
      case 'restart':
        await (kind === 'kill' || fault.abruptly ? stack.kill(target) : stack.stop(target));
        await delay(lastsMs);
        return this.#startAgain(target);
      case 'freeze':
        await stack.kill(target, 'SIGSTOP');
        await delay(lastsMs);
        await stack.kill(target, 'SIGCONT');
        return undefined;
      case 'flush':
        return this.#flush();
      case 'cut':
      case 'slow':
        return this.#disturb(this.#proxy(target), fault);
      case 'fail-command':
        return this.#order(fault, { action: 'fail', stderr: `cannot do it: ${ORDERED_FAILURE}\n` });
      case 'crash-command':
        return this.#order(fault, { action: fault.after ? 'crash-after' : 'crash-before' });
      case 'hang-command':
        return this.#order(fault, { action: 'delay', delayMs: lastsMs });
    }
  }

  /** What it needs to start may be broken as well. */
  async #startAgain(target: string): Promise<undefined> {
    for (let attempt = 1; ; attempt++) {
      try {
        await this.#world.stack.start(target);
        return undefined;
      } catch (err) {
        if (attempt === 5) throw err;
      }
    }
  }

  async #flush(): Promise<undefined> {
    const { redis, disconnect } = openConnection(this.#world.stack.urls.redis, producing);
    redis.on('error', () => undefined);
    try {
      await redis.flushall();
      return undefined;
    } finally {
      disconnect();
    }
  }

  async #disturb(proxy: TcpProxy, { kind, lastsMs, delayMs = 0 }: ChaosFault): Promise<undefined> {
    if (kind === 'slow') proxy.delayMs = delayMs;
    else proxy.refuse();
    await delay(lastsMs);
    proxy.delayMs = 0;
    proxy.refusing = false;
    return undefined;
  }

  async #order({ target, match }: ChaosFault, how: Omit<Parameters<SimulatedZfsHost['orderFault']>[0], 'match'>) {
    const pool = this.#pools.get(target);
    if (!pool || match === undefined) throw new Error(`there are no commands of ${target}`);
    pool.orderFault({ ...how, match });
    return undefined;
  }

  #proxy(target: string): TcpProxy {
    const proxy = this.#world.proxies.get(target);
    if (!proxy) throw new Error(`nothing stands before ${target}`);
    return proxy;
  }

  /** Members that died of an ordered crash, too. */
  async #mendAll(): Promise<void> {
    const { stack } = this.#world;
    await Promise.all(stack.names.map((name) => this.#startAgain(name)));
  }
}
