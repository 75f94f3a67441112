import { Type } from '@sinclair/typebox';
import { compile } from '@triton/schemas/validate';
import { UsageError } from '../usage-error';
import { checkValues } from './check-values';
import type { Profile } from './profile';

const Text = Type.String({ minLength: 1 });
const check = compile(
  Type.Object(
    {
      url: Text,
      account: Text,
      keyId: Text,
      user: Type.Optional(Text),
      roles: Type.Optional(Type.Array(Text)),
      actAsAccount: Type.Optional(Text),
      insecure: Type.Optional(Type.Boolean()),
    },
    { additionalProperties: false },
  ),
);

/** The profile that a file of profiles.d holds, or shall hold. `where` it is begins the message of every fault. */
export function profileOf(name: string, content: unknown, where: string): Profile {
  const { value, errors } = check(content);
  const [fault] = errors;
  if (fault) throw new UsageError(`${where}: ${fault.field === 'body' ? 'it' : `"${fault.field}"`} ${fault.message}`);
  return checkValues({ name, ...value }, (field) => `${where}: "${field}"`);
}
