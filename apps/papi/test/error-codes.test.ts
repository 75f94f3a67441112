import { randomUUID } from 'node:crypto';
import { errorRegistry } from '@triton/errors/error-registry';
import { describeEndpoints } from '@triton/http-server/describe-endpoints';
import type { EndpointFacts } from '@triton/http-server/endpoint';
import { endpoints } from '../src/endpoints';
import { packageOf } from './package-of';
import { type Answer, startPapi, type TestPapi } from './papi';

let papi: TestPapi;
let uuid: string;
beforeAll(async () => {
  papi = await startPapi();
  uuid = String((await papi.request('POST', '/packages', packageOf())).body.uuid);
});
afterAll(() => papi.close());

interface Ask {
  id?: string;
  query?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

const goodBodies: Record<string, () => unknown> = {
  CreatePackage: () => packageOf(),
  UpdatePackage: () => ({ description: 'other' }),
};

/** What makes an operation answer with a code. */
const provocations: Record<string, (facts: EndpointFacts) => Ask> = {
  ResourceNotFound: ({ name }) =>
    name === 'DeletePackage' ? { id: randomUUID(), query: '?force=true' } : { id: randomUUID() },
  InvalidArgument: ({ method }) =>
    method === 'get' ? { query: '?limit=none' } : { body: { ...packageOf(), quota: 'much' } },
  ConflictError: () => ({ body: packageOf({ uuid }) }),
  BadMethod: () => ({}),
  PreconditionFailed: () => ({ query: '?force=true', headers: { 'if-match': '"outdated"' } }),
};

const operations = describeEndpoints(endpoints);
const cases = operations.flatMap((facts) => facts.errors.map((code) => [facts.name, code, facts] as const));

test('every change declares that it heeds If-Match', () => {
  const changes = operations.filter(({ method }) => method !== 'get');
  expect(changes.filter(({ errors }) => !errors.includes('PreconditionFailed')).map(({ name }) => name)).toEqual([]);
});

test.each(cases)('%s answers %s when it should, and changes nothing', async (name, code, facts) => {
  const { id = uuid, query = '', body, headers } = provocations[code]?.(facts) ?? {};
  const url = `${facts.path.replace(':uuid', id)}${query}`;
  const before = await packages();
  const answer: Answer = await papi.request(facts.method.toUpperCase(), url, body ?? goodBodies[name]?.(), headers);
  expect(answer).toMatchObject({ status: errorRegistry[code]?.status, body: { code, message: expect.any(String) } });
  expect(await packages()).toEqual(before);
});

const packages = async () => (await papi.request('GET', '/packages')).list;
