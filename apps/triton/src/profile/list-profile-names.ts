import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { configDirectory } from './config-directory';
import type { Environment } from './environment';
import { hasEnvironmentProfile } from './environment-profile';

/** The names of all profiles, in order; `env` first, if there is one. */
export function listProfileNames(env: Environment): string[] {
  const names = filesIn(join(configDirectory(env), 'profiles.d'))
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort();
  return hasEnvironmentProfile(env) ? ['env', ...names] : names;
}

function filesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return []; // nobody has made one
  }
}
