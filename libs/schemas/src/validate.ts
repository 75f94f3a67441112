import type { FieldError } from '@triton/errors/triton-error';
import type { Static, TSchema } from '@sinclair/typebox';
import { Ajv, type ErrorObject } from 'ajv';
import addFormats from 'ajv-formats';

/** Checks a value against its schema. `value` is a copy with the defaults filled in; it is only good when `errors` is empty. */
export type Validate<T> = (input: unknown) => { value: T; errors: FieldError[] };

export interface CompileOptions {
  /** Strings become numbers and booleans where the schema wants them: query strings and environments only, never bodies. */
  coerce?: boolean;
  /** Unknown keys are dropped instead of refused: environments and query strings only. */
  dropUnknown?: boolean;
}

const LONGEST_ECHO = 64;

/** Compiles `schema` once; do it when a module loads, not for each request. */
export function compile<S extends TSchema>(schema: S, options: CompileOptions = {}): Validate<Static<S>> {
  const check = ajvFor(options).compile<Static<S>>(schema);
  return (input) => {
    // ajv fills in defaults in place; the caller's object stays as it was.
    const value = structuredClone(input);
    if (check(value)) return { value, errors: [] };
    return { value: value as Static<S>, errors: fieldErrors(check.errors ?? []) };
  };
}

const ajvs = new Map<string, Ajv>();

/** One Ajv a combination of options: making one costs twenty times what compiling a schema does. */
function ajvFor({ coerce = false, dropUnknown = false }: CompileOptions): Ajv {
  const key = `${coerce} ${dropUnknown}`;
  const known = ajvs.get(key);
  if (known) return known;
  const ajv = new Ajv({
    allErrors: true,
    useDefaults: true,
    coerceTypes: coerce,
    removeAdditional: dropUnknown ? 'all' : false,
    strict: false,
    verbose: true,
    addUsedSchema: false,
  });
  addFormats.default(ajv);
  ajvs.set(key, ajv);
  return ajv;
}

function fieldErrors(faults: ErrorObject[]): FieldError[] {
  const errors = new Map<string, FieldError>();
  for (const fault of faults) {
    // An anyOf reports each branch; the sentence for the whole says it better than its parts.
    if (insideAnyOf(fault, faults)) continue;
    const error = fieldError(fault);
    if (!errors.has(error.field)) errors.set(error.field, error);
  }
  return [...errors.values()];
}

function insideAnyOf(fault: ErrorObject, all: ErrorObject[]): boolean {
  return all.some(
    (other) =>
      other !== fault &&
      other.keyword === 'anyOf' &&
      fault.instancePath === other.instancePath &&
      fault.schemaPath.startsWith(`${other.schemaPath}/`),
  );
}

function fieldError(fault: ErrorObject): FieldError {
  const at = fault.instancePath.slice(1).replaceAll('/', '.');
  // A key may be empty; a field never is.
  const inside = (key: unknown): string => shorten([...(at ? [at] : []), String(key) || '""'].join('.'));
  if (fault.keyword === 'required') {
    return { field: inside(fault.params.missingProperty), code: 'MissingParameter', message: 'is required' };
  }
  if (fault.keyword === 'additionalProperties') {
    return { field: inside(fault.params.additionalProperty), code: 'Invalid', message: unknownKey(fault) };
  }
  return { field: shorten(at || 'body'), code: 'Invalid', message: ruleOf(fault) };
}

function unknownKey(fault: ErrorObject): string {
  const known = Object.keys((fault.parentSchema?.properties as object | undefined) ?? {});
  return known.length > 0 ? `is not a known parameter; known are ${known.join(', ')}` : 'is not a known parameter';
}

function ruleOf(fault: ErrorObject): string {
  const said = (fault.parentSchema as { errorMessage?: string } | undefined)?.errorMessage;
  if (said) return said;
  if (fault.keyword === 'enum') return `must be one of ${(fault.params.allowedValues as unknown[]).join(', ')}`;
  if (fault.keyword === 'const') return `must be ${JSON.stringify(fault.params.allowedValue)}`;
  return fault.message ?? 'is not valid';
}

function shorten(text: string): string {
  return text.length > LONGEST_ECHO ? `${text.slice(0, LONGEST_ECHO)}…` : text;
}
