import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { stopWithParent } from '@triton/config/stop-with-parent';
import { logTail } from './log-tail';
import { waitFor } from './wait-for';

export interface ProcessOptions {
  name: string;
  command: string;
  args: readonly string[];
  env: NodeJS.ProcessEnv;
  /** Standard output and error are added to the end of it. */
  logFile: string;
  /** Answers 200 once the process can be used. */
  pingUrl: string;
  readyTimeoutMs: number;
  /** After SIGTERM it may finish what it does, so long; then it is killed. */
  stopTimeoutMs: number;
  /** It ended and nobody asked for that. */
  onUnexpectedEnd?: (how: string) => void;
}

/** A service in a process of its own, which can be started, stopped, killed and started again. It never outlives us. */
export class ManagedProcess {
  readonly name: string;
  #child: ChildProcess | undefined;
  #ended: Promise<void> = Promise.resolve();
  #unexpected = false;

  constructor(readonly options: ProcessOptions) {
    this.name = options.name;
  }

  /** Somebody ended it on purpose, or it has never been ready: not to be started again without being asked. */
  get abandoned(): boolean {
    return !this.#unexpected;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Returns when it answers. Throws with the end of its log when it does not. */
  async start(): Promise<void> {
    if (this.#child) return;
    this.#spawn();
    const { name, pingUrl, readyTimeoutMs, logFile } = this.options;
    try {
      await waitFor(`${name} answers at ${pingUrl}`, () => this.#isReady(), { timeoutMs: readyTimeoutMs });
    } catch (cause) {
      await this.kill('SIGKILL');
      throw new Error(`${name} did not start; the end of ${logFile}:\n${logTail(logFile)}`, { cause });
    }
    // Ended between two looks: no use in waiting for the time to run out.
    if (!this.#child) throw new Error(`${name} ended while it started; the end of ${logFile}:\n${logTail(logFile)}`);
    this.#unexpected = true; // from now on, any end that nobody asked for
  }

  /** In good order if it can. Not running is success. */
  async stop(): Promise<void> {
    this.#unexpected = false;
    const child = this.#child;
    if (!child) return;
    child.kill('SIGTERM');
    const lastResort = setTimeout(() => child.kill('SIGKILL'), this.options.stopTimeoutMs);
    await this.#ended;
    clearTimeout(lastResort);
  }

  /** A crash, when `signal` is SIGKILL: returns when the process is gone. Other signals are only sent. */
  async kill(signal: NodeJS.Signals): Promise<void> {
    if (!this.#child) return;
    if (signal === 'SIGKILL') this.#unexpected = false;
    this.#child.kill(signal);
    if (signal === 'SIGKILL') await this.#ended;
  }

  #spawn(): void {
    const { command, args, env, logFile } = this.options;
    mkdirSync(dirname(logFile), { recursive: true });
    const log = openSync(logFile, 'a');
    // A session of its own, so that Ctrl-C reaches us and not it: we stop it after those who use it.
    const child = spawn(command, args, { env, detached: true, stdio: ['ignore', log, log] });
    closeSync(log);
    const guard = child.pid === undefined ? undefined : stopWithParent(child.pid, 'SIGKILL');
    this.#child = child;
    this.#unexpected = false;
    this.#ended = new Promise((resolve) => {
      const end = (how: string) => {
        guard?.kill('SIGKILL');
        if (this.#child === child) this.#child = undefined;
        resolve();
        if (this.#unexpected) this.options.onUnexpectedEnd?.(how);
      };
      child.once('error', (err) => end(err.message));
      child.once('exit', (code, signal) => end(signal ?? `exit code ${code}`));
    });
  }

  /** True when it answers, and also when it has ended, which is reported by the caller. */
  async #isReady(): Promise<boolean> {
    if (!this.#child) return true;
    const response = await fetch(this.options.pingUrl, { signal: AbortSignal.timeout(2000) });
    const body = await response.text();
    if (!response.ok) throw new Error(`${response.status} ${body.slice(0, 500)}`);
    return true;
  }
}
