import { UsageError } from '../usage-error';
import { checkValues } from './check-values';
import { readConfig } from './config-file';
import type { Environment } from './environment';
import { environmentProfile, hasEnvironmentProfile } from './environment-profile';
import type { Profile } from './profile';
import type { ProfileOptions } from './profile-options';

/**
 * The profile to use: the one named by `-p` or TRITON_PROFILE, else the environment's when TRITON_URL (or SDC_URL) is
 * set, else the current one of ~/.triton/config.json. Options stand in place of what it says.
 */
export async function loadProfile(options: ProfileOptions, env: Environment): Promise<Profile> {
  const { url, account, user, keyId, insecure, role, actAs: actAsAccount } = options;
  const roles = role?.split(',').filter(Boolean);
  const given = Object.fromEntries(
    Object.entries({ url, account, user, roles, actAsAccount, keyId, insecure }).filter(
      ([, value]) => value !== undefined,
    ),
  );
  checkValues(given, (field) => OPTION_OF[field] ?? `--${field}`);
  const { name, ...found } = await baseProfile(profileName(options, env), env);
  return complete({ name, ...found, ...given });
}

/** Where it is not the name of the field. */
const OPTION_OF: Partial<Record<keyof Profile, string>> = { roles: '--role', actAsAccount: '--act-as' };

/** The name of the profile that `loadProfile` takes. */
export function profileName({ profile }: ProfileOptions, env: Environment): string {
  const named = profile ?? (env.TRITON_PROFILE || undefined);
  if (named !== undefined) return named;
  return hasEnvironmentProfile(env) ? 'env' : (readConfig(env).profile ?? 'env');
}

async function baseProfile(name: string, env: Environment): Promise<Partial<Profile> & { name: string }> {
  if (name === 'env') return environmentProfile(env);
  const { readProfile } = await import('./read-profile'); // brings ajv, which takes a while to load
  return readProfile(name, env);
}

function complete({ name, url, account, keyId, ...rest }: Partial<Profile> & { name: string }): Profile {
  if (url && account && keyId) return { name, url, account, keyId, ...rest };
  const variables = { TRITON_URL: url, TRITON_ACCOUNT: account, TRITON_KEY_ID: keyId };
  const missing = Object.entries(variables).flatMap(([variable, value]) => (value ? [] : [variable]));
  throw new UsageError(
    `there is no profile: set ${missing.join(', ')} in the environment, or write ~/.triton/profiles.d/NAME.json ` +
      'with "url", "account" and "keyId" and choose it with -p NAME',
  );
}
