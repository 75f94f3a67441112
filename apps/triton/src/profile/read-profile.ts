import { UsageError } from '../usage-error';
import type { Environment } from './environment';
import type { Profile } from './profile';
import { profileFile } from './profile-file';
import { profileOf } from './profile-of';
import { readJson } from './read-json';

/** The profile that ~/.triton/profiles.d has under that name. */
export function readProfile(name: string, env: Environment): Profile {
  const file = profileFile(name, env);
  const content = readJson(file);
  if (content === undefined) {
    throw new UsageError(
      `there is no profile "${name}": ${file} does not exist; "triton profile list" shows those there are`,
    );
  }
  return profileOf(name, content, file);
}
