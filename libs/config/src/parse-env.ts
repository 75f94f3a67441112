import { readFileSync } from 'node:fs';
import type { Static, TObject } from '@sinclair/typebox';
import { compile } from '@triton/schemas/validate';

/** The environment cannot be used as it is. Names every fault, so that one restart is enough to mend them all. */
export class InvalidEnvironmentError extends Error {
  override name = 'InvalidEnvironmentError';

  constructor(readonly faults: readonly string[]) {
    super(`environment is not valid: ${faults.join('; ')}`);
  }
}

/**
 * Configuration out of environment variables: texts become the numbers and booleans that `schema` asks for, defaults are
 * filled in, variables it does not name are left out. A variable set to nothing (`PORT=`) counts as not set, as a shell
 * or a compose file means it. What should not be seen in an environment may be in a file: `DATABASE_URL_FILE` names one that
 * holds the value of `DATABASE_URL`.
 */
export function parseEnv<S extends TObject>(schema: S, env: Record<string, string | undefined>): Static<S> {
  const faults: string[] = [];
  const set: Record<string, string> = {};
  for (const name of Object.keys(schema.properties)) {
    const text = env[name] || fromFile(`${name}_FILE`, env, faults);
    if (text) set[name] = text;
  }
  const { value, errors } = compile(schema, { coerce: true, dropUnknown: true })(set);
  // The value stays out of the message: it may be a password.
  faults.push(...errors.map(({ field, message }) => `${field} ${message}`));
  if (faults.length > 0) throw new InvalidEnvironmentError(faults);
  return value;
}

function fromFile(variable: string, env: Record<string, string | undefined>, faults: string[]): string | undefined {
  const file = env[variable];
  if (!file) return undefined;
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (err) {
    faults.push(`${variable} cannot be read: ${(err as NodeJS.ErrnoException).code ?? String(err)}`);
    return undefined;
  }
}
