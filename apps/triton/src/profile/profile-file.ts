import { join } from 'node:path';
import { checkProfileName } from './check-profile-name';
import { configDirectory } from './config-directory';
import type { Environment } from './environment';

/** Where the profile of that name is kept. */
export function profileFile(name: string, env: Environment): string {
  return join(configDirectory(env), 'profiles.d', `${checkProfileName(name)}.json`);
}
