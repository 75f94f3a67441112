import type { AccountKey } from './account-key';
import type { ManagedProcess } from './managed-process';
import type { ManagedStore } from './managed-store';
import type { SimulatedNode } from './simulated-node';

type Member = ManagedProcess | ManagedStore;

export interface StackFacts {
  dataDir: string;
  nodes: readonly SimulatedNode[];
  /** By login. */
  keys: Readonly<Record<string, AccountKey>>;
  urls: { cloudapi: string; vmapi: string; cnapi: string; papi: string; database: string; redis: string };
  /** What env.sh says. */
  environment: Readonly<Record<string, string>>;
}

/** A running stack: where everything is, and the means to break and mend it. */
export class Stack {
  readonly dataDir: string;
  readonly nodes: readonly SimulatedNode[];
  readonly keys: Readonly<Record<string, AccountKey>>;
  readonly urls: StackFacts['urls'];
  readonly environment: Readonly<Record<string, string>>;
  readonly #members: ReadonlyMap<string, Member>;
  readonly #close: () => Promise<void>;

  constructor(facts: StackFacts, members: readonly Member[], close: () => Promise<void>) {
    ({
      dataDir: this.dataDir,
      nodes: this.nodes,
      keys: this.keys,
      urls: this.urls,
      environment: this.environment,
    } = facts);
    this.#members = new Map(members.map((member) => [member.name, member]));
    this.#close = close;
  }

  /** `postgres` and `redis` (when they are ours), `papi`, `cnapi`, `vmapi`, `vmapi-runner`, `cloudapi`, `cn0`, … */
  get names(): string[] {
    return [...this.#members.keys()];
  }

  /** Undefined when it does not run. */
  pid(name: string): number | undefined {
    return this.#member(name).pid;
  }

  /** Returns when it can be used. Running already is success. */
  start(name: string): Promise<void> {
    return this.#member(name).start();
  }

  /** In good order. */
  stop(name: string): Promise<void> {
    return this.#member(name).stop();
  }

  /** After SIGKILL, returns when the process is gone; it stays down until `start`. Other signals are only sent. */
  kill(name: string, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    return this.#member(name).kill(signal);
  }

  async restart(name: string): Promise<void> {
    await this.stop(name);
    await this.start(name);
  }

  /** Ends everything, last started first. What is in the data directory stays. */
  close(): Promise<void> {
    return this.#close();
  }

  #member(name: string): Member {
    const member = this.#members.get(name);
    if (!member) throw new Error(`the stack has no ${name}; it has ${this.names.join(', ')}`);
    return member;
  }
}
