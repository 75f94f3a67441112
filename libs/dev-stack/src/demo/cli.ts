import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../repository-root';
import type { Stack } from '../stack';

export interface CliResult {
  exitCode: number;
  stdout: string;
  stderr: string;
}

const TIMEOUT_MS = 120_000;

/** Our programs as a user runs them: from tools/bin, with nothing but environment variables, in a home of their own. */
export class Cli {
  readonly #env: NodeJS.ProcessEnv;

  constructor(stack: Stack) {
    const home = join(stack.dataDir, 'home');
    mkdirSync(home, { recursive: true });
    const { TRITON_PROFILE: _profile, XDG_CONFIG_HOME: _config, ...inherited } = process.env;
    this.#env = { ...inherited, ...stack.environment, HOME: home };
  }

  /** Runs `tools/bin/<program>` to its end, whatever that is. */
  run(program: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<CliResult> {
    const path = join(repositoryRoot(), 'tools', 'bin', program);
    return new Promise((resolve, reject) => {
      const options = { env: { ...this.#env, ...env }, timeout: TIMEOUT_MS };
      execFile(path, [...args], options, (err, stdout, stderr) => {
        if (err && typeof err.code !== 'number') return reject(err);
        resolve({ exitCode: err ? Number(err.code) : 0, stdout, stderr });
      });
    });
  }
}
