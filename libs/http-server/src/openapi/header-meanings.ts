import type { JsonSchema } from './openapi-document';

export interface HeaderMeaning {
  description: string;
  schema: JsonSchema;
}

const UUID: JsonSchema = { type: 'string', format: 'uuid' };
const COUNT: JsonSchema = { type: 'integer', minimum: 0 };

/** The headers that endpoints may say they answer with, by lower-case name. */
export const answerHeaders: Readonly<Record<string, HeaderMeaning>> = {
  etag: { description: 'The version of what is answered, for `If-Match`.', schema: { type: 'string' } },
  location: {
    description: 'The path of what was made or changed.',
    schema: { type: 'string', format: 'uri-reference' },
  },
  'triton-datacenter-name': { description: 'The datacenter that answers.', schema: { type: 'string' } },
  'workflow-api': { description: 'Where jobs are looked up.', schema: { type: 'string' } },
  'x-job-uuid': { description: 'The job that goes on after the answer.', schema: UUID },
  'x-joyent-resource-count': { description: 'How many match, on all pages together.', schema: COUNT },
  'x-query-limit': { description: 'The most that one page holds.', schema: COUNT },
  'x-resource-count': { description: 'How many items there are.', schema: COUNT },
};

/** The headers of requests that an operation may heed, by lower-case name. */
export const requestHeaders: Readonly<Record<string, HeaderMeaning>> = {
  'accept-version': {
    description: 'A semver range of API versions (`~9||~8`); the newest in it answers. Default: the newest of all.',
    schema: { type: 'string' },
  },
  'idempotency-key': {
    description: 'Names this very request: the same key makes the same change once, and gets the first answer again.',
    schema: { type: 'string', minLength: 1, maxLength: 255 },
  },
  'if-match': {
    description: 'The `ETag` that must still be that of what is changed.',
    schema: { type: 'string' },
  },
  'x-context': { description: 'Who asked, as JSON; kept with the job.', schema: { type: 'string' } },
  'x-request-id': { description: 'Follows the request through the logs of all services.', schema: UUID },
  'x-server-uuid': { description: 'The compute node that speaks.', schema: UUID },
  'x-ticket': {
    description: 'An active ticket of the VM; without it the task gets the current epoch of the VM.',
    schema: UUID,
  },
  'x-waiter': { description: 'The job to wake when the task has ended.', schema: UUID },
};

/** Throws when nobody has said yet what the header means. */
export function headerMeaning(meanings: Readonly<Record<string, HeaderMeaning>>, name: string): HeaderMeaning {
  const meaning = meanings[name.toLowerCase()];
  if (!meaning) throw new Error(`say what the header ${name} means in libs/http-server/src/openapi/header-meanings.ts`);
  return meaning;
}
