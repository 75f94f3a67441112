import { Type } from '@sinclair/typebox';
import { MachineDisk } from '@triton/schemas/disk';
import type { EndpointFacts } from '../endpoint';
import { openapiOf } from './openapi-of';
import type { ServiceAbout } from './service-about';
import { shareRepeated } from './share-repeated';

const about: ServiceAbout = {
  title: 'Disks',
  version: '1.2.3',
  description: 'Keeps disks.',
  invalidCodes: ['InvalidArgument'],
  callerCodes: ['InvalidCredentials'],
  versioned: true,
  requestHeaders: ({ method }) => (method === 'get' ? [] : ['Idempotency-Key']),
  meanings: { ConflictError: 'the disk is being changed' },
};
const resize: EndpointFacts = {
  name: 'ResizeDisk',
  method: 'post',
  path: '/:login/disks/:disk_id',
  action: 'resize',
  description: 'Gives a disk another size.',
  params: Type.Object({ disk_id: Type.String({ pattern: '^[a-f]+$', errorMessage: 'must be an id' }) }),
  input: Type.Object({ size: Type.Integer({ minimum: 1 }), force: Type.Boolean({ default: false }) }),
  status: 202,
  headers: ['x-job-uuid'],
  errors: ['ConflictError', 'PreconditionFailed'],
};
const list: EndpointFacts = {
  name: 'ListDisks',
  method: 'get',
  path: '/:login/disks',
  query: Type.Object({
    limit: Type.Integer({ default: 10 }),
    state: Type.Union([Type.Literal('on'), Type.Literal('off')]),
  }),
  output: Type.Array(MachineDisk),
  status: 200,
  otherStatuses: { 410: 'they are gone' },
  errors: [],
};
const ping: EndpointFacts = { name: 'Ping', method: 'get', path: '/ping', public: true, status: 200, errors: [] };
const document = openapiOf(about, [resize, list, ping]);
const resizing = document.paths['/{login}/disks/{disk_id}#resize']?.post;
const listing = document.paths['/{login}/disks']?.get;

test('every endpoint is an operation of its own, of its noun, those of one path told apart by their action', () => {
  expect([resizing, listing].map((operation) => [operation?.operationId, operation?.tags])).toEqual([
    ['ResizeDisk', ['disks']],
    ['ListDisks', ['disks']],
  ]);
  expect(document.tags).toEqual([{ name: 'disks' }, { name: 'service' }]);
  expect(resizing?.requestBody?.content['application/json']?.schema).toEqual({
    type: 'object',
    properties: {
      action: { type: 'string', const: 'resize' },
      size: { type: 'integer', minimum: 1 },
      force: { type: 'boolean', default: false },
    },
    required: ['action', 'size'],
  });
});

test('parameters are those of the path, of the query and of the headers it heeds', () => {
  const named = (operation: typeof listing) =>
    operation?.parameters?.map((one) => ('in' in one ? [one.in, one.name, one.required] : []));
  expect(named(resizing)).toEqual([
    ['path', 'login', true],
    ['path', 'disk_id', true],
    ['header', 'x-request-id', false],
    ['header', 'Accept-Version', false],
    ['header', 'Idempotency-Key', false],
  ]);
  expect(named(listing)).toEqual([
    ['path', 'login', true],
    ['query', 'limit', false],
    ['query', 'state', true],
    ['header', 'x-request-id', false],
    ['header', 'Accept-Version', false],
  ]);
});

test("answers are success with its headers, and each code, the protocol's own too, under its status", () => {
  expect(Object.keys(resizing?.responses ?? {})).toEqual([
    '202',
    ...['400', '401', '404', '409', '412', '413', '415', '500'],
  ]);
  expect(resizing?.responses[202]).toMatchObject({ headers: { 'x-job-uuid': { schema: { format: 'uuid' } } } });
  expect(resizing?.responses[409]).toMatchObject({
    description: expect.stringContaining('`ConflictError`: the disk is being changed.'),
    content: {
      'application/json': { schema: { properties: { code: { enum: ['ConflictError', 'InvalidArgument'] } } } },
    },
  });
  expect(listing?.responses[410]).toMatchObject({ description: 'they are gone' });
});

test('a shape with a name is told once and referred to', () => {
  expect(Object.keys(document.components.schemas)).toEqual(['Error', 'MachineDisk', 'Uuid']);
  expect(listing?.responses[200]).toMatchObject({
    content: { 'application/json': { schema: { items: { $ref: '#/components/schemas/MachineDisk' } } } },
  });
  expect(JSON.stringify(document)).not.toContain('errorMessage');
});

test('what is public asks for no signature, all else does', () => {
  expect(resizing?.security).toEqual([{ httpSignature: [] }]);
  expect(document.paths['/ping']?.get?.security).toEqual([]);
});

test('header parameters and small refusals are shared, and nothing is lost by it', () => {
  const { paths, components } = shareRepeated(document);
  expect(paths['/{login}/disks']?.get?.parameters).toContainEqual({ $ref: '#/components/parameters/Accept-Version' });
  expect(paths['/{login}/disks']?.get?.responses[401]).toEqual({ $ref: '#/components/responses/InvalidCredentials' });
  expect(components.responses?.InvalidCredentials).toEqual(listing?.responses[401]);
});

test('a code that is not registered, and a header without a meaning, are mistakes', () => {
  expect(() => openapiOf(about, [{ ...ping, errors: ['NoSuchCode'] }])).toThrow('NoSuchCode');
  expect(() => openapiOf(about, [{ ...ping, headers: ['x-new'] }])).toThrow('x-new');
});
