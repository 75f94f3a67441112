import { UsageError } from '../usage-error';
import { checkProfileName } from './check-profile-name';
import type { Environment } from './environment';
import { keptProfileNames } from './list-profile-names';

/** Throws unless a new profile may have that name. */
export function assertNewName(name: string, env: Environment): void {
  checkProfileName(name);
  if (name === 'env') throw new UsageError('"env" is the profile of the environment: choose another name');
  if (keptProfileNames(env).includes(name)) {
    throw new UsageError(`there is a profile "${name}" already: "triton profile edit ${name}" changes it`);
  }
}
