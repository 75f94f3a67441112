import { createConfig, lintFromString } from '@redocly/openapi-core';

// Beyond the specification itself: what makes a document of ours worth reading.
const RULES = {
  struct: 'error',
  'no-unresolved-refs': 'error',
  'no-unused-components': 'error',
  'operation-operationId-unique': 'error',
  'operation-operationId-url-safe': 'error',
  'operation-parameters-unique': 'error',
  'operation-summary': 'error',
  'operation-description': 'error',
  'operation-tag-defined': 'error',
  'operation-4xx-response': 'error',
  'path-declaration-must-exist': 'error',
  'path-not-include-query': 'error',
  'path-parameters-defined': 'error',
  'no-identical-paths': 'error',
  'security-defined': 'error',
  'no-enum-type-mismatch': 'error',
  'no-required-schema-properties-undefined': 'error',
  'no-schema-type-mismatch': 'error',
  'no-server-trailing-slash': 'off',
};

/** What is wrong with an OpenAPI document, a sentence each. */
export async function openapiFaults(source, path) {
  const config = await createConfig({ rules: RULES });
  const problems = await lintFromString({ source, absoluteRef: path, config });
  return problems.map(({ message, location, severity }) => {
    const at = location[0]?.pointer ?? '';
    return `${severity}: ${message.trim()} (at ${at})`;
  });
}
