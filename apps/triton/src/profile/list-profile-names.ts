import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { configDirectory } from './config-directory';
import type { Environment } from './environment';
import { hasEnvironmentProfile } from './environment-profile';

/** The names of all profiles, in order; `env` first, if there is one. */
export function listProfileNames(env: Environment): string[] {
  const names = keptProfileNames(env);
  return hasEnvironmentProfile(env) ? ['env', ...names] : names;
}

/** The names of those that are kept in files. */
export function keptProfileNames(env: Environment): string[] {
  return filesIn(join(configDirectory(env), 'profiles.d'))
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort();
}

function filesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return []; // nobody has made one
  }
}
