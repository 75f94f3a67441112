import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { type Static, Type } from '@sinclair/typebox';
import { compile } from '@triton/schemas/validate';
import type { Profile } from './profile';
import { UsageError } from './usage-error';

type Environment = Record<string, string | undefined>;

const ProfileFile = Type.Object(
  {
    url: Type.String({ minLength: 1 }),
    account: Type.String({ minLength: 1 }),
    keyId: Type.String({ minLength: 1 }),
    user: Type.Optional(Type.String()),
    insecure: Type.Optional(Type.Boolean()),
    roles: Type.Optional(Type.Array(Type.String())),
    actAsAccount: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
);
const checkProfile = compile(ProfileFile);

/**
 * The profile to use: the one named by `-p` or TRITON_PROFILE, else the current one of ~/.triton/config.json, else (and
 * by the name `env`) the one that TRITON_URL, TRITON_ACCOUNT and TRITON_KEY_ID (or SDC_…) make.
 */
export function loadProfile(wanted: string | undefined, env: Environment): Profile {
  const name = wanted ?? env.TRITON_PROFILE ?? (hasEnvironmentProfile(env) ? 'env' : currentProfile(env)) ?? 'env';
  return name === 'env' ? environmentProfile(env) : readProfile(name, env);
}

/** `~/.triton`, where profiles are kept. */
export function configDirectory(env: Environment): string {
  if (env.XDG_CONFIG_HOME) return join(env.XDG_CONFIG_HOME, 'triton');
  return join(env.HOME ?? homedir(), '.triton');
}

function hasEnvironmentProfile(env: Environment): boolean {
  return Boolean(env.TRITON_URL ?? env.SDC_URL);
}

function environmentProfile(env: Environment): Profile {
  const read = (key: string): string => {
    const value = env[`TRITON_${key}`] ?? env[`SDC_${key}`];
    if (value) return value;
    throw new UsageError(
      `there is no profile: set TRITON_URL, TRITON_ACCOUNT and TRITON_KEY_ID (TRITON_${key} is missing), ` +
        'or put one in ~/.triton/profiles.d/NAME.json and choose it with -p NAME',
    );
  };
  const user = env.TRITON_USER ?? env.SDC_USER;
  const insecure = ['true', '1'].includes(env.TRITON_TLS_INSECURE ?? env.SDC_TLS_INSECURE ?? '');
  return {
    name: 'env',
    url: read('URL'),
    account: read('ACCOUNT'),
    keyId: read('KEY_ID'),
    ...(user ? { user } : {}),
    ...(insecure || env.SDC_TESTING ? { insecure: true } : {}),
  };
}

function readProfile(name: string, env: Environment): Profile {
  if (!/^[a-z][a-z0-9_.-]*$/i.test(name)) throw new UsageError(`"${name}" can not be the name of a profile`);
  const file = join(configDirectory(env), 'profiles.d', `${name}.json`);
  const { value, errors } = checkProfile(readJson(file, `there is no profile "${name}"`));
  const [fault] = errors;
  if (fault) throw new UsageError(`${file}: ${fault.field} ${fault.message}`);
  const { url, account, keyId, user, insecure }: Static<typeof ProfileFile> = value;
  return { name, url, account, keyId, ...(user ? { user } : {}), ...(insecure ? { insecure } : {}) };
}

function currentProfile(env: Environment): string | undefined {
  try {
    const { profile } = JSON.parse(readFileSync(join(configDirectory(env), 'config.json'), 'utf8')) as {
      profile?: unknown;
    };
    return typeof profile === 'string' ? profile : undefined;
  } catch {
    return undefined; // no configuration is no choice
  }
}

function readJson(file: string, missing: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new UsageError(`${missing} (${file})`, { cause });
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UsageError(`${file} is not JSON`, { cause });
  }
}
