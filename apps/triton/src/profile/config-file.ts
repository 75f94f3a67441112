import { join } from 'node:path';
import { UsageError } from '../usage-error';
import { configDirectory } from './config-directory';
import type { Environment } from './environment';
import { readJson } from './read-json';
import { writeFile } from './write-file';

interface Config {
  /** The current profile, and the one before it: for `triton profile set -`. */
  profile?: string;
  oldProfile?: string;
}

/** ~/.triton/config.json: which profile is the current one. */
export function readConfig(env: Environment): Config {
  const file = configFile(env);
  const content = readJson(file) ?? {};
  if (typeof content !== 'object' || Array.isArray(content)) throw new UsageError(`${file} must be a JSON object`);
  const { profile, oldProfile } = content as Record<string, unknown>;
  if (profile !== undefined && typeof profile !== 'string')
    throw new UsageError(`${file}: "profile" must be the name of a profile`);
  return {
    ...(profile ? { profile } : {}),
    ...(typeof oldProfile === 'string' ? { oldProfile } : {}),
  };
}

/** Makes `profile` the current one. What else the file says stays. */
export function writeCurrentProfile(env: Environment, profile: string): void {
  const file = configFile(env);
  const before = readConfig(env).profile;
  writeFile(file, { ...(readJson(file) as object | undefined), profile, ...(before ? { oldProfile: before } : {}) });
}

/** Lets no profile be the current one any more. */
export function forgetCurrentProfile(env: Environment): void {
  const { profile: _profile, ...rest } = (readJson(configFile(env)) ?? {}) as Record<string, unknown>;
  writeFile(configFile(env), rest);
}

function configFile(env: Environment): string {
  return join(configDirectory(env), 'config.json');
}
