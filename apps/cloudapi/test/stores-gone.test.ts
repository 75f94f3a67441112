import { TcpProxy } from '@triton/config/tcp-proxy';
import { type Ask, badAnswers, untilAllGood } from '@triton/http-server/testing/bad-answers';
import { startService } from '../src/service';
import { FLEXIBLE, IMAGE } from './seed';
import { goodBody, pathOf, signedOperations } from './sweep';
import { startSweptWorld, type SweptWorld } from './swept-world';

jest.setTimeout(30_000);

let swept: SweptWorld;
let proxy: TcpProxy;
let service: { url: string; close(): Promise<void> };
let asks: Ask[];
beforeAll(async () => {
  swept = await startSweptWorld();
  const { world, values } = swept;
  proxy = await TcpProxy.open(world.config.databaseUrl);
  service = await startService({ ...world.config, databaseUrl: `${proxy.url}?statement_timeout=2000` }, world.log);
  const signed = signedOperations.map((facts) => ({
    name: facts.name,
    ask: () =>
      world.request(facts.method.toUpperCase(), pathOf(facts, values), {
        at: service.url,
        body: goodBody(facts, IMAGE, FLEXIBLE),
        headers: { 'idempotency-key': facts.name },
      }),
  }));
  asks = [...signed, { name: 'Ping', ask: () => world.request('GET', '/--ping', { at: service.url, key: null }) }];
});
afterEach(() => proxy.mend());
afterAll(async () => {
  await service.close();
  await proxy.close();
  await swept.world.stop();
});

/** With connections in good order; and it knows the caller. */
const useDatabase = () => untilAllGood(() => swept.world.request('GET', '/acme/keys', { at: service.url }));

/** Nothing of all this reached VMAPI: nobody can say who asks for it. */
const nothingDone = () => expect(swept.world.vmapi.takeOperations()).toEqual([]);

test('the table has operations to ask', () => expect(asks.length).toBeGreaterThan(70));

test('with PostgreSQL gone every operation says at once when to come again', async () => {
  proxy.refuse();
  expect(await badAnswers(asks, { boundMs: 5_000 })).toEqual([]);
  nothingDone();
});

/** Who was seen a moment ago is known, and may be served by what is left. */
const isFine = (_name: string, status: number) => status < 500;

test('so it does, or does it all the same, for somebody who was seen a moment ago', async () => {
  await useDatabase();
  proxy.refuse();
  expect(await badAnswers(asks, { boundMs: 5_000, isFine })).toEqual([]);
});

test('with a PostgreSQL that says nothing any more every operation is answered in bounded time', async () => {
  await useDatabase();
  proxy.silent = true;
  expect(await badAnswers(asks, { boundMs: 10_000, isFine })).toEqual([]);
});
