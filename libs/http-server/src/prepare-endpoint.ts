import type { ParsedUrlQuery } from 'node:querystring';
import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import type { FieldError } from '@triton/errors/triton-error';
import { compile } from '@triton/schemas/validate';
import { type TObject, type TSchema, Type } from '@sinclair/typebox';
import type { AppOptions } from './app-options';
import { coerceStrings } from './coerce-strings';
import type { Endpoint } from './endpoint';
import { findHostile } from './find-hostile';
import type { RawBody } from './read-body';

const LONGEST_PARAM = 256;
const NO_INPUT = Type.Object({}, { additionalProperties: false });
const checkNoInput = compile(NO_INPUT);

/** The request as it came: its path parameters, its query and its body, all untrusted. */
export interface RawRequest {
  params: Record<string, string>;
  query: ParsedUrlQuery;
  body: RawBody;
}

export interface CheckedRequest {
  params: Record<string, string>;
  query: object;
  input: object;
}

/** Compiles the schemas of an endpoint, once, into the check that each of its requests goes through. */
export function prepareEndpoint<C, A>(
  endpoint: Endpoint<C, A>,
  invalid: AppOptions<C, A>['invalid'],
): (raw: RawRequest) => CheckedRequest {
  const checkParams = endpoint.params && compile(endpoint.params);
  const checkQuery = endpoint.query && compile(endpoint.query);
  const input = endpoint.input ?? NO_INPUT;
  const checkInput = endpoint.input ? compile(endpoint.input) : checkNoInput;
  const fromQuery = endpoint.bodyFromQuery ? without(propertiesOf(input), endpoint.query) : {};

  return ({ params, query, body }) => {
    assertPlausible(params);
    const errors: FieldError[] = checkParams?.(params).errors ?? [];
    refuse(errors);
    const given = pick(query, endpoint.query?.properties ?? {}, errors);
    if (endpoint.strictQuery) errors.push(...unknownKeys(query, endpoint));
    const merged = { ...pick(query, fromQuery, errors), ...plainBody(body, input, errors) };
    if (endpoint.action !== undefined) delete merged.action;
    refuse(errors);
    const checkedQuery = checkQuery?.(given);
    const checkedInput = checkInput(merged);
    refuse([...(checkedQuery?.errors ?? []), ...checkedInput.errors]);
    return { params, query: checkedQuery?.value ?? {}, input: checkedInput.value as object };
  };

  function refuse(errors: FieldError[]): void {
    if (errors.length > 0) throw invalid(summary(errors), errors.map(printable));
  }
}

/** No name or id of ours is that long or has a NUL, so there is no such resource. */
function assertPlausible(params: Record<string, string>): void {
  for (const value of Object.values(params)) {
    if (value.length > LONGEST_PARAM || findHostile(value)) throw new ResourceNotFoundError('no such resource');
  }
}

/** The declared keys of a query string, typed as their schemas want; others are ignored. */
function pick(query: ParsedUrlQuery, properties: Record<string, TSchema>, errors: FieldError[]) {
  const picked: Record<string, unknown> = {};
  for (const [key, schema] of Object.entries(properties)) {
    const text = query[key];
    if (text === undefined) continue;
    const value = coerceStrings(text, schema);
    if (Array.isArray(value) && schema.type !== 'array') {
      errors.push({ field: key, code: 'Invalid', message: 'must be given once' });
      continue;
    }
    const hostile = findHostile({ [key]: value });
    if (hostile) errors.push(hostile);
    picked[key] = value;
  }
  return picked;
}

function plainBody({ value, isForm }: RawBody, schema: TSchema, errors: FieldError[]): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    errors.push({ field: 'body', code: 'Invalid', message: 'must be a JSON object' });
    return {};
  }
  const hostile = findHostile(value);
  if (hostile) {
    errors.push(hostile);
    return {};
  }
  const body = value as Record<string, unknown>;
  if (!isForm) return body;
  const properties = propertiesOf(schema);
  const known = pick(body as ParsedUrlQuery, properties, errors);
  return { ...body, ...known };
}

function unknownKeys<C, A>(query: ParsedUrlQuery, endpoint: Endpoint<C, A>): FieldError[] {
  const known = new Set(Object.keys(endpoint.query?.properties ?? {}));
  if (endpoint.bodyFromQuery && endpoint.input)
    Object.keys(propertiesOf(endpoint.input)).forEach((key) => known.add(key));
  if (endpoint.action !== undefined) known.add('action');
  return Object.keys(query)
    .filter((key) => !known.has(key))
    .map((key) => ({ field: key.slice(0, 64) || '""', code: 'Invalid', message: 'is not a known query parameter' }));
}

/** What a query string says of a parameter of its own it need not say of the body as well. */
function without(properties: Record<string, TSchema>, query: TObject | undefined): Record<string, TSchema> {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => !(name in (query?.properties ?? {}))));
}

function propertiesOf(schema: TSchema): Record<string, TSchema> {
  return (schema as Partial<TObject>).properties ?? {};
}

function summary(errors: FieldError[]): string {
  return errors
    .slice(0, 3)
    .map(({ field, message }) => `${printablePart(field)} ${printablePart(message)}`)
    .join('; ');
}

function printable({ field, code, message }: FieldError): FieldError {
  return { field: printablePart(field), code, message: printablePart(message) };
}

/** Shipped clients use these texts as printf formats: a `%` out of a client's own key would crash it. */
function printablePart(text: string): string {
  return text.replaceAll('%', '_');
}
