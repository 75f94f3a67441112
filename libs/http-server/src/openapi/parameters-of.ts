import type { TSchema } from '@sinclair/typebox';
import type { EndpointFacts } from '../endpoint';
import { headerMeaning, requestHeaders } from './header-meanings';
import type { OpenapiParameter } from './openapi-document';
import type { SchemaComponents } from './schema-components';
import type { ServiceAbout } from './service-about';

/** What every path parameter is, whatever its endpoint says of it. */
const ANY_NAME = { type: 'string', minLength: 1, maxLength: 256 };

/** All that a request of the endpoint may carry outside of its body. */
export function parametersOf(facts: EndpointFacts, about: ServiceAbout, components: SchemaComponents) {
  const names = [
    'x-request-id',
    ...(about.versioned ? ['Accept-Version'] : []),
    ...(about.requestHeaders?.(facts) ?? []),
  ];
  return [
    ...pathParameters(facts, components),
    ...queryParameters(facts, components),
    ...names.map((name): OpenapiParameter => {
      const { description, schema } = headerMeaning(requestHeaders, name);
      return { name, in: 'header', required: false, description, schema };
    }),
  ];
}

function pathParameters({ path, params }: EndpointFacts, components: SchemaComponents): OpenapiParameter[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => {
    const schema = params?.properties[name] as TSchema | undefined;
    return { name, in: 'path', required: true, schema: schema ? components.add(schema) : ANY_NAME };
  });
}

function queryParameters({ query }: EndpointFacts, components: SchemaComponents): OpenapiParameter[] {
  const required = new Set<string>(query?.required ?? []);
  return Object.entries(query?.properties ?? {}).map(([name, schema]) => {
    const { description, ...rest } = schema as TSchema;
    return {
      name,
      in: 'query',
      required: required.has(name) && rest.default === undefined,
      ...(description === undefined ? {} : { description }),
      schema: components.add(rest),
    };
  });
}
