import { TcpProxy } from '@triton/config/tcp-proxy';
import { type Ask, badAnswers } from '@triton/http-server/testing/bad-answers';
import { endpoints } from '../src/endpoints';
import { packageOf } from './package-of';
import { startPapi, type TestPapi } from './papi';

jest.setTimeout(30_000);

/** Answered from what the process knows by itself. */
const NEED_NO_STORE = ['GetDocs', 'GetOpenapi'];
const asked = endpoints.filter(({ name }) => !NEED_NO_STORE.includes(name));

let proxy: TcpProxy;
let papi: TestPapi;
let asks: Ask[];
beforeAll(async () => {
  papi = await startPapi({
    through: async (url) => {
      proxy = await TcpProxy.open(url);
      return `${proxy.url}?statement_timeout=2000`;
    },
  });
  const created = await papi.request('POST', '/packages', packageOf());
  const own = String(created.headers.get('location'));
  asks = asked.map(({ name, method, path }) => ({
    name,
    ask: () => {
      const target = path.replace('/packages/:uuid', own);
      const body = method === 'post' || method === 'put' ? packageOf() : undefined;
      return papi.request(method.toUpperCase(), method === 'delete' ? `${target}?force=true` : target, body);
    },
  }));
});
beforeEach(async () => expect((await papi.request('GET', '/packages')).status).toBe(200));
afterEach(() => proxy.mend());
afterAll(async () => {
  await papi.close();
  await proxy.close();
});

test('with PostgreSQL gone every operation says at once when to come again', async () => {
  proxy.refuse();
  expect(await badAnswers(asks, { boundMs: 3_000 })).toEqual([]);
});

test('with a PostgreSQL that says nothing any more every operation does so in bounded time', async () => {
  proxy.silent = true;
  expect(await badAnswers(asks, { boundMs: 10_000 })).toEqual([]);
});
