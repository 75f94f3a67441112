import { join } from 'node:path';
import { Type } from '@sinclair/typebox';
import { compile } from '@triton/schemas/validate';
import { UsageError } from '../usage-error';
import { checkProfileName } from './check-profile-name';
import { checkValues } from './check-values';
import { configDirectory } from './config-directory';
import type { Environment } from './environment';
import type { Profile } from './profile';
import { readJson } from './read-json';

const Text = Type.String({ minLength: 1 });
const check = compile(
  Type.Object(
    {
      url: Text,
      account: Text,
      keyId: Text,
      user: Type.Optional(Text),
      insecure: Type.Optional(Type.Boolean()),
      roles: Type.Optional(Type.Array(Type.String(), { maxItems: 0, errorMessage: 'are not supported: remove them' })),
      actAsAccount: Type.Optional(Type.String({ maxLength: 0, errorMessage: 'is not supported: remove it' })),
    },
    { additionalProperties: false },
  ),
);

/** The profile that ~/.triton/profiles.d has under that name. */
export function readProfile(name: string, env: Environment): Profile {
  const file = join(configDirectory(env), 'profiles.d', `${checkProfileName(name)}.json`);
  const content = readJson(file);
  if (content === undefined) {
    throw new UsageError(
      `there is no profile "${name}": ${file} does not exist; "triton profile list" shows those there are`,
    );
  }
  const { value, errors } = check(content);
  const [fault] = errors;
  if (fault) throw new UsageError(`${file}: ${fault.field === 'body' ? 'it' : `"${fault.field}"`} ${fault.message}`);
  const { roles: _roles, actAsAccount: _actAs, ...profile } = value;
  return checkValues({ name, ...profile }, (field) => `${file}: "${field}"`);
}
