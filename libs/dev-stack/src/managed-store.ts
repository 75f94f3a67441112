/** A server that `start` gave: PostgreSQL or Redis. */
interface RunningStore {
  url: string;
  pid: number;
  stop(): Promise<void>;
}

/** PostgreSQL or Redis of our own, which can be killed and started again at the same address. */
export class ManagedStore {
  #running: RunningStore | undefined;

  constructor(
    readonly name: string,
    private readonly run: () => Promise<RunningStore>,
  ) {}

  get url(): string {
    if (!this.#running) throw new Error(`${this.name} is not running`);
    return this.#running.url;
  }

  get pid(): number | undefined {
    return this.#running?.pid;
  }

  async start(): Promise<void> {
    this.#running ??= await this.run();
  }

  async stop(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    await running?.stop();
  }

  /** A crash, when `signal` is SIGKILL: returns when the process is gone. Other signals are only sent. */
  async kill(signal: NodeJS.Signals): Promise<void> {
    if (!this.#running) return;
    process.kill(this.#running.pid, signal);
    if (signal === 'SIGKILL') await this.stop();
  }
}
