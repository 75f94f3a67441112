import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Environment } from './environment';

/** `~/.triton`, where profiles are kept, as the shipped command has it. */
export function configDirectory(env: Environment): string {
  return env.XDG_CONFIG_HOME ? join(env.XDG_CONFIG_HOME, 'triton') : join(env.HOME || homedir(), '.triton');
}
