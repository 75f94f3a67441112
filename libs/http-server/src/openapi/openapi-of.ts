import { wireObjects } from '@triton/schemas/wire-objects';
import type { EndpointFacts } from '../endpoint';
import { nounOf } from './noun-of';
import type { OpenapiDocument, OpenapiOperation } from './openapi-document';
import { parametersOf } from './parameters-of';
import { requestBodyOf } from './request-body-of';
import { errorSchema, responsesOf } from './responses-of';
import { SchemaComponents } from './schema-components';
import type { ServiceAbout } from './service-about';

const SIGNED = 'httpSignature';

/** How to read what OpenAPI has no words for. */
const CONVENTIONS = `Operations that share a method and a path are told apart by \`action\`; their paths end here with \`#action\`, which
clients do not send. Where the body is JSON, unknown keys are refused by name. \`HEAD\` follows \`GET\`. A path that has not
the method answers \`BadMethod\` (405) with \`Allow\`, one that is not here \`ResourceNotFound\` (404). Every answer has
\`Request-Id\` and \`Response-Time\` (milliseconds).`;

/** The OpenAPI 3.1 document of a service, out of its table of endpoints. */
export function openapiOf(about: ServiceAbout, endpoints: readonly EndpointFacts[]): OpenapiDocument {
  const components = new SchemaComponents({ ...wireObjects, Error: errorSchema });
  const noun = nounOf(endpoints);
  const paths: OpenapiDocument['paths'] = {};
  for (const facts of endpoints) {
    const path = facts.path.replaceAll(/:(\w+)/g, '{$1}') + (facts.action === undefined ? '' : `#${facts.action}`);
    paths[path] = { ...paths[path], [facts.method]: operationOf(facts, about, noun(facts), components) };
  }
  const { schemas } = components;
  return {
    openapi: '3.1.0',
    info: {
      title: about.title,
      version: about.version,
      description: `${about.description}\n\n${CONVENTIONS}`,
      license: { name: 'Mozilla Public License 2.0', identifier: 'MPL-2.0' },
    },
    servers: [{ url: '/', description: 'Where this document was served.' }],
    tags: [...new Set(endpoints.map(noun))].map((name) => ({ name })),
    paths,
    components: {
      schemas: Object.fromEntries(Object.entries(schemas).sort(([one], [other]) => (one < other ? -1 : 1))),
      ...(about.callerCodes ? { securitySchemes: { [SIGNED]: signatureScheme() } } : {}),
    },
  };
}

function operationOf(
  facts: EndpointFacts,
  about: ServiceAbout,
  tag: string,
  components: SchemaComponents,
): OpenapiOperation {
  const { name, description, public: isPublic } = facts;
  const parameters = parametersOf(facts, about, components);
  const requestBody = requestBodyOf(facts, about, components);
  const notes = [description, facts.bodyFromQuery ? 'The members of the body may also stand in the query.' : undefined];
  const said = notes.filter((note) => note !== undefined).join(' ');
  return {
    operationId: name,
    summary: asWords(name),
    ...(said === '' ? {} : { description: said }),
    tags: [tag],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(requestBody ? { requestBody } : {}),
    responses: responsesOf(facts, about, components),
    security: about.callerCodes && isPublic !== true ? [{ [SIGNED]: [] }] : [],
  };
}

function signatureScheme(): object {
  return {
    type: 'http',
    scheme: 'signature',
    description:
      'HTTP Signatures (draft-cavage): `Authorization: Signature keyId="/<login>/keys/<name or MD5 fingerprint>",' +
      'algorithm="rsa-sha256",headers="date",signature="…"`, over the `Date` header or over more.',
  };
}

/** `ResizeMachineDisk` → `Resize machine disk` */
function asWords(name: string): string {
  const words = name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
