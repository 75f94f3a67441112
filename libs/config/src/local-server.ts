import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { stopWithParent } from './stop-with-parent';

export interface LocalServerOptions {
  /** For messages. */
  name: string;
  command: string;
  args: readonly string[];
  /** A line of output that says the server takes requests. */
  ready: RegExp;
  readyTimeoutMs: number;
  stopSignal: 'SIGINT' | 'SIGTERM';
  /** After this the server is killed. */
  stopTimeoutMs: number;
  /** The OS user to run as; only root may choose. */
  owner?: { uid: number; gid: number } | undefined;
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  /** Written to standard input: configuration that must not be seen in the list of processes. */
  input?: string;
}

export interface LocalServer {
  pid: number;
  /** Ends the server in good order. Asked twice is asked once. */
  stop(): Promise<void>;
}

const LINES_KEPT = 20;

/**
 * Runs a server program of our own, because the environment names none. It is in a session of its own, so that Ctrl-C
 * reaches us and not it: we stop it after those who use it. It also ends when we are killed and cannot stop it.
 */
export async function startLocalServer(options: LocalServerOptions): Promise<LocalServer> {
  const child = spawn(options.command, options.args, {
    ...options.owner,
    env: options.env ?? process.env,
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    detached: true,
    stdio: 'pipe',
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  child.stdin.on('error', () => undefined); // it may end before it reads; its exit says so better
  child.stdin.end(options.input ?? '');
  await isReady(child, options);
  const pid = child.pid as number;
  const guard = stopWithParent(pid, options.stopSignal);
  child.once('exit', () => guard.kill('SIGKILL'));
  let stopping: Promise<void> | undefined;
  return { pid, stop: () => (stopping ??= stop(child, ended, options)) };
}

function isReady(child: ChildProcess, { name, ready, readyTimeoutMs }: LocalServerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    const said: string[] = [];
    const fail = (what: string, cause?: Error) => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      reject(new Error(`${name} ${what}${said.length > 0 ? `:\n${said.join('\n')}` : ''}`, { cause }));
    };
    const timer = setTimeout(() => fail(`was not ready after ${readyTimeoutMs} ms`), readyTimeoutMs);
    child.once('error', (err) => fail('could not be started', err));
    child.once('close', (code, signal) => fail(`ended with ${signal ?? `exit code ${code}`}`));
    // Reading goes on after the start, or a full pipe would stop the server.
    for (const output of [child.stdout, child.stderr]) {
      if (output === null) continue;
      createInterface({ input: output }).on('line', (line) => {
        said.push(line);
        if (said.length > LINES_KEPT) said.shift();
        if (!ready.test(line)) return;
        clearTimeout(timer);
        resolve();
      });
    }
  });
}

async function stop(child: ChildProcess, ended: Promise<void>, options: LocalServerOptions): Promise<void> {
  child.kill(options.stopSignal);
  const timer = setTimeout(() => child.kill('SIGKILL'), options.stopTimeoutMs);
  await ended;
  clearTimeout(timer);
}
