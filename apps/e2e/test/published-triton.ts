import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ensureAccountKey } from '@triton/dev-stack/account-key';
import type { CliResult } from '@triton/dev-stack/demo/cli';
import { seedData } from '@triton/dev-stack/seed-data';
import type { World } from './world';

/** Above the command's own limit for `-w`, so that it can tell what it waited for. */
const TIMEOUT_MS = 150_000;

export interface RunOptions {
  /** On top of, or instead of, the variables that name the stack. */
  env?: Readonly<Record<string, string>>;
  /** What it reads from its standard input. */
  input?: string;
}

/**
 * The `triton` command that npm delivers, as it is (ours is `apps/triton`), for a user with a new home and a new ssh key.
 * Of the environment it gets only what is said here: a stale SSH agent or a proxy would break it.
 */
export class PublishedTriton {
  private constructor(
    readonly home: string,
    private readonly env: Readonly<Record<string, string>>,
  ) {}

  /** Makes the key and has the account `acme` know it. */
  static async of({ stack, cloudapi }: World): Promise<PublishedTriton> {
    const { login } = seedData.account;
    const home = join(stack.dataDir, 'published-triton');
    const key = ensureAccountKey(join(home, '.ssh', 'id_ed25519'), 'published-triton');
    await cloudapi.createKey({ name: 'published-triton', key: key.publicKey });
    return new PublishedTriton(home, {
      HOME: home,
      PATH: `${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`,
      TRITON_URL: stack.urls.cloudapi,
      TRITON_ACCOUNT: login,
      TRITON_KEY_ID: key.fingerprint,
    });
  }

  /** A folder in the user's home, made when it is not there. */
  folder(name: string): string {
    const path = join(this.home, name);
    mkdirSync(path, { recursive: true, mode: 0o700 });
    return path;
  }

  /** Runs it to its end, whatever that is. */
  run(args: readonly string[], { env = {}, input = '' }: RunOptions = {}): Promise<CliResult> {
    return new Promise((resolve, reject) => {
      const options = { env: { ...this.env, ...env }, timeout: TIMEOUT_MS };
      const child = execFile(process.execPath, [program(), ...args], options, (err, stdout, stderr) => {
        if (err && typeof err.code !== 'number') return reject(err);
        resolve({ exitCode: err ? Number(err.code) : 0, stdout, stderr });
      });
      child.stdin?.end(input);
    });
  }

  /** What it prints, when it went well. */
  async prints(...args: string[]): Promise<string> {
    const { exitCode, stdout, stderr } = await this.run(args);
    expect({ args, exitCode, stderr }).toEqual({ args, exitCode: 0, stderr: '' });
    return stdout;
  }

  /** The cells of a table, row by row, with the heading first unless `-H` says otherwise. */
  async table(...args: string[]): Promise<string[][]> {
    return linesOf(await this.prints(...args)).map((line) => line.trim().split(/ {2,}/));
  }

  /** The objects of a list that is printed with `-j`, a line each. */
  async list(...args: string[]): Promise<Record<string, unknown>[]> {
    const stdout = await this.prints(...args, '-j');
    return linesOf(stdout).map((line) => JSON.parse(line) as Record<string, unknown>);
  }

  /** The one object that is printed. */
  async object(...args: string[]): Promise<Record<string, unknown>> {
    return JSON.parse(await this.prints(...args)) as Record<string, unknown>;
  }

  /** What it says on its standard error when it does not do it. */
  async refuses(...args: string[]): Promise<string> {
    const { exitCode, stderr } = await this.run(args);
    expect({ args, exitCode, stderr }).toEqual({ args, exitCode: 1, stderr: expect.stringContaining('error') });
    return stderr;
  }
}

function linesOf(stdout: string): string[] {
  return stdout.split('\n').filter((line) => line !== '');
}

/** By its own word, because `triton` in `node_modules/.bin` could be anybody's. */
function program(): string {
  const manifest = require.resolve('triton/package.json');
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8')) as { bin: { triton: string } };
  return join(dirname(manifest), bin.triton);
}
