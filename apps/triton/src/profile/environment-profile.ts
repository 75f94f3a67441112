import { UsageError } from '../usage-error';
import { checkValues } from './check-values';
import type { Environment } from './environment';
import type { Profile } from './profile';

const BOOLEANS: Readonly<Record<string, boolean>> = { true: true, '1': true, false: false, '0': false };

const VARIABLE_OF: Partial<Record<keyof Profile, string>> = {
  url: 'URL',
  account: 'ACCOUNT',
  keyId: 'KEY_ID',
  user: 'USER',
  roles: 'ROLE',
  actAsAccount: 'ACT_AS',
};

/** Does the environment make a profile? */
export function hasEnvironmentProfile(env: Environment): boolean {
  return valueOf(env, 'URL') !== undefined;
}

/** What TRITON_URL, TRITON_ACCOUNT, TRITON_KEY_ID, TRITON_USER, TRITON_ROLE, TRITON_ACT_AS and TRITON_TLS_INSECURE (else SDC_…) say. */
export function environmentProfile(env: Environment): Partial<Profile> & { name: string } {
  const texts = {
    url: valueOf(env, 'URL'),
    account: valueOf(env, 'ACCOUNT'),
    keyId: valueOf(env, 'KEY_ID'),
    user: valueOf(env, 'USER'),
    roles: valueOf(env, 'ROLE')?.split(',').filter(Boolean),
    actAsAccount: valueOf(env, 'ACT_AS'),
  };
  const given = Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== undefined));
  checkValues(given, (field) => `${variableOf(env, VARIABLE_OF[field] ?? field)}:`);
  return { name: 'env', ...given, ...(isInsecure(env) ? { insecure: true } : {}) };
}

function isInsecure(env: Environment): boolean {
  if (env.SDC_TESTING) return true;
  const text = valueOf(env, 'TLS_INSECURE');
  if (text === undefined) return false;
  const value = BOOLEANS[text];
  if (value === undefined)
    throw new UsageError(`${variableOf(env, 'TLS_INSECURE')} must be true, false, 1 or 0, not "${text}"`);
  return value;
}

function valueOf(env: Environment, key: string): string | undefined {
  return env[variableOf(env, key)] || undefined;
}

/** An empty variable is as good as none. */
function variableOf(env: Environment, key: string): string {
  return env[`TRITON_${key}`] || !env[`SDC_${key}`] ? `TRITON_${key}` : `SDC_${key}`;
}
