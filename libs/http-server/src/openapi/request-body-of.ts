import { type TSchema, Type } from '@sinclair/typebox';
import type { EndpointFacts } from '../endpoint';
import type { JsonSchema, OpenapiOperation } from './openapi-document';
import type { SchemaComponents } from './schema-components';
import type { ServiceAbout } from './service-about';

/** The body of the endpoint's requests: its `input`, with `action` where that is what tells the endpoint from others. */
export function requestBodyOf(
  { method, action, input }: EndpointFacts,
  about: ServiceAbout,
  components: SchemaComponents,
): OpenapiOperation['requestBody'] {
  if (method === 'get' || (input === undefined && action === undefined)) return undefined;
  const given = input ?? Type.Object({}, { additionalProperties: false });
  const schema = action === undefined ? components.add(given) : withAction(given, action, components);
  const types = ['application/json', ...(about.acceptForms ? ['application/x-www-form-urlencoded'] : [])];
  const { required } = components.inline(action === undefined ? given : schema);
  return {
    required: Array.isArray(required) && required.length > 0,
    content: Object.fromEntries(types.map((type) => [type, { schema }])),
  };
}

function withAction(input: TSchema, action: string, components: SchemaComponents): JsonSchema {
  const { properties, required, ...rest } = components.inline(input) as {
    properties?: object;
    required?: string[];
  };
  return {
    ...rest,
    properties: { action: { type: 'string', const: action }, ...properties },
    required: ['action', ...(required ?? [])],
  };
}
