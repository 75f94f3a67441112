import { createHash } from 'node:crypto';
import { Type } from '@sinclair/typebox';
import { ValidationFailedError } from '@triton/errors/validation-failed-error';
import { createLogger } from '@triton/logging/create-logger';
import { createApp } from '../create-app';
import type { Endpoint } from '../endpoint';
import { listen, type Listening } from '../listen';
import { errorsTable } from './errors-table';
import type { ServiceAbout } from './service-about';
import { withDocumentation } from './with-documentation';

const about: ServiceAbout = {
  title: 'Things & <more>',
  version: '1',
  description: 'It keeps `things`.',
  invalidCodes: ['ValidationFailed'],
  callerCodes: ['InvalidCredentials'],
};
const getThing: Endpoint<object> = {
  name: 'GetThing',
  method: 'get',
  path: '/things/:id',
  description: 'One thing <script>alert(1)</script>.',
  output: Type.Object({ id: Type.String() }),
  status: 200,
  errors: ['ResourceNotFound'],
  handle: () => ({ id: '1' }),
};
const endpoints = withDocumentation(about, [getThing]);

let server: Listening;
beforeAll(async () => {
  const app = createApp<object>({
    name: 'things',
    serverHeader: 'things',
    endpoints,
    context: {},
    log: createLogger('things', { level: 'fatal' }),
    authenticate: () => undefined,
    invalid: (message, errors) => new ValidationFailedError(message, errors),
  });
  server = await listen(app, { host: '127.0.0.1', port: 0 });
});
afterAll(() => server.close());

test('the description is served to anybody, while what it describes is not', async () => {
  expect((await fetch(`${server.url}/things/1`)).status).toBe(401);
  const answer = await fetch(`${server.url}/openapi.json`);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/json']);
  expect(await answer.json()).toMatchObject({
    openapi: '3.1.0',
    paths: { '/things/{id}': { get: { operationId: 'GetThing' } }, '/docs': {}, '/openapi.json': {} },
  });
});

test('the page has every operation, runs nothing, and may use nothing but its own style sheet', async () => {
  const answer = await fetch(`${server.url}/docs`);
  const page = await answer.text();
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  for (const { name } of endpoints) expect(page).toContain(`<section id="${name}">`);
  expect(page).not.toContain('<script');
  expect(page).toContain('Things &#38; &#60;more&#62;');
  const [, style = ''] = /<style>([\s\S]*)<\/style>/.exec(page) ?? [];
  const hash = createHash('sha256').update(style).digest('base64');
  expect(answer.headers.get('content-security-policy')).toMatch(`default-src 'none'; style-src 'sha256-${hash}';`);
});

test('the page refers to nothing that is not on it or beside it', async () => {
  const page = await (await fetch(`${server.url}/docs`)).text();
  const links = [...page.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, link = '']) => link);
  const anchors = links.filter((link) => link.startsWith('#')).map((link) => link.slice(1));
  expect(links.filter((link) => !link.startsWith('#'))).toEqual(['/openapi.json']);
  for (const anchor of anchors) expect(page).toContain(`id="${anchor}"`);
});

test('the table of errors has each code once, with its status and what it means here', () => {
  const table = errorsTable({ ...about, meanings: { ResourceNotFound: 'there is no such thing' } }, endpoints);
  expect(table.split('\n').slice(2)).toContain('| `ResourceNotFound` | 404 | there is no such thing |');
  expect(table.match(/`BadMethod`/g)).toHaveLength(1);
});

test('an explanation of a code that nothing answers with is stale', () => {
  expect(() => errorsTable({ ...about, meanings: { KeyRequired: 'no key' } }, endpoints)).toThrow('KeyRequired');
});
