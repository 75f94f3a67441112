import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Is there an ssh-agent on this machine? */
export const hasSshAgent = spawnSync('ssh-agent', ['-h'], { stdio: 'ignore' }).error === undefined;

export interface TestAgent {
  /** For SSH_AUTH_SOCK. */
  readonly socket: string;
  add(privateText: string): void;
  close(): Promise<void>;
}

/** A real ssh-agent of the test's own. */
export async function startTestAgent(): Promise<TestAgent> {
  const directory = mkdtempSync(join(tmpdir(), 'triton-agent-'));
  const socket = join(directory, 'socket');
  const agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: ['ignore', 'pipe', 'ignore'] });
  await once(agent.stdout, 'data'); // it prints its variables when it listens
  return {
    socket,
    add(privateText) {
      const file = join(directory, 'key');
      writeFileSync(file, privateText);
      chmodSync(file, 0o600);
      execFileSync('ssh-add', ['-q', file], { env: { ...process.env, SSH_AUTH_SOCK: socket }, stdio: 'ignore' });
    },
    async close() {
      const ended = once(agent, 'exit');
      agent.kill();
      await ended;
      rmSync(directory, { recursive: true });
    },
  };
}
