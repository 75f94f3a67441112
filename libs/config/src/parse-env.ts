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
 * or a compose file means it.
 */
export function parseEnv<S extends TObject>(schema: S, env: Record<string, string | undefined>): Static<S> {
  const set = Object.fromEntries(
    Object.keys(schema.properties).flatMap((name) => (env[name] ? [[name, env[name]]] : [])),
  );
  const { value, errors } = compile(schema, { coerce: true, dropUnknown: true })(set);
  // The value stays out of the message: it may be a password.
  if (errors.length > 0) throw new InvalidEnvironmentError(errors.map(({ field, message }) => `${field} ${message}`));
  return value;
}
