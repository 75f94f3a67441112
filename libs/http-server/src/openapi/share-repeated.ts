import { isDeepStrictEqual } from 'node:util';
import type {
  OpenapiDocument,
  OpenapiOperation,
  OpenapiParameter,
  OpenapiResponse,
  Reference,
} from './openapi-document';

/** More would make names that nobody reads. */
const MOST_CODES_IN_A_NAME = 3;

/** The same document, in which header parameters and the simpler refusals are told once and referred to. */
export function shareRepeated(document: OpenapiDocument): OpenapiDocument {
  const parameters: Record<string, OpenapiParameter> = {};
  const responses: Record<string, OpenapiResponse> = {};
  const share = (operation: OpenapiOperation): OpenapiOperation => ({
    ...operation,
    ...(operation.parameters && {
      parameters: operation.parameters.map((parameter) =>
        'in' in parameter && parameter.in === 'header'
          ? shared('parameters', parameters, parameter.name, parameter)
          : parameter,
      ),
    }),
    responses: mapValues(operation.responses, (response) => {
      const name = nameOf(response);
      return name === undefined ? response : shared('responses', responses, name, response);
    }),
  });
  const paths = mapValues(document.paths, (methods) => mapValues(methods, share));
  return { ...document, paths, components: { ...document.components, parameters, responses } };
}

/** The codes of a refusal, if it is nothing but a refusal and they are few. */
function nameOf(response: OpenapiResponse | Reference): string | undefined {
  if ('$ref' in response) return undefined;
  const schema = response.content?.['application/json']?.schema as { properties?: { code?: { enum?: string[] } } };
  const codes = schema?.properties?.code?.enum;
  return codes && codes.length <= MOST_CODES_IN_A_NAME ? codes.join('.') : undefined;
}

/** Answers in place of what it is, unless another thing has the name already. */
function shared<T extends object>(
  section: 'parameters' | 'responses',
  known: Record<string, T>,
  name: string,
  thing: T | Reference,
): T | Reference {
  if ('$ref' in thing) return thing;
  const other = (known[name] ??= thing);
  return isDeepStrictEqual(other, thing) ? { $ref: `#/components/${section}/${name}` } : thing;
}

function mapValues<T, U>(record: Readonly<Record<string, T>>, change: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
