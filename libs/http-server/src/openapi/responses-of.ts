import { STATUS_CODES } from 'node:http';
import type { EndpointFacts } from '../endpoint';
import { codesByStatus, meaningOf } from './code-meanings';
import { answerHeaders, headerMeaning } from './header-meanings';
import type { JsonSchema, OpenapiResponse } from './openapi-document';
import { protocolCodes } from './protocol-codes';
import type { SchemaComponents } from './schema-components';
import type { ServiceAbout } from './service-about';

/** The body of every refusal; beside the three there are facts of the code, such as `free_space`. */
export const errorSchema = {
  type: 'object',
  properties: {
    code: { type: 'string' },
    message: { type: 'string' },
    errors: {
      type: 'array',
      description: 'The fields at fault.',
      items: {
        type: 'object',
        properties: { field: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } },
        required: ['field', 'code', 'message'],
      },
    },
  },
  required: ['code', 'message'],
};

const TRY_LATER = new Set([429, 503]);
const RETRY_AFTER = { 'Retry-After': { description: 'Seconds.', schema: { type: 'integer', minimum: 0 } } };

/** The answers of an endpoint: success, what else `handle` may say, and each error code under its status. */
export function responsesOf(facts: EndpointFacts, about: ServiceAbout, components: SchemaComponents) {
  const { status, otherStatuses = {}, errors } = facts;
  const responses: Record<string, OpenapiResponse> = { [status]: success(facts, components) };
  for (const [other, description] of Object.entries(otherStatuses)) {
    const { headers: _ofSuccess, ...rest } = success(facts, components);
    responses[other] = { ...rest, description };
  }
  for (const [refusal, codes] of codesByStatus([...errors, ...protocolCodes(facts, about)])) {
    const known = responses[refusal];
    const described = [...(known ? [known.description] : []), ...codes.map((code) => meaningOf(code, about))];
    const answer = refusalWith(codes, described.join('\n\n'), known, components);
    responses[refusal] = TRY_LATER.has(refusal)
      ? { ...answer, headers: { ...answer.headers, ...RETRY_AFTER } }
      : answer;
  }
  return responses;
}

function success({ status, output, headers = [], contentType }: EndpointFacts, components: SchemaComponents) {
  const described = headers.map((name) => [name, headerMeaning(answerHeaders, name)] as const);
  const hasBody = status !== 204 && (output !== undefined || contentType !== undefined);
  const response: OpenapiResponse = {
    description: STATUS_CODES[status] ?? String(status),
    ...(described.length > 0 ? { headers: Object.fromEntries(described) } : {}),
    ...(hasBody ? { content: { [contentType ?? 'application/json']: { schema: bodyOf(output, components) } } } : {}),
  };
  return response;
}

function bodyOf(output: object | undefined, components: SchemaComponents): JsonSchema {
  return output ? components.add(output) : { type: 'string' };
}

function refusalWith(
  codes: readonly string[],
  description: string,
  known: OpenapiResponse | undefined,
  components: SchemaComponents,
): OpenapiResponse {
  const refusal = { ...components.add(errorSchema), properties: { code: { enum: codes } } };
  const other = known?.content?.['application/json']?.schema;
  const schema = other ? { anyOf: [other, refusal] } : refusal;
  return { ...known, description, content: { 'application/json': { schema } } };
}
