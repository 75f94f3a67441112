import { TcpProxy } from '@triton/config/tcp-proxy';
import { ServiceUnavailableError } from '@triton/errors/service-unavailable-error';
import { createLogger } from '@triton/logging/create-logger';
import { sql } from './kysely';
import { migrate } from './migrate';
import { type DatabaseHandle, openDatabase } from './open-database';
import { createTestDatabase, type TestDatabase } from './testing/test-database';

let database: TestDatabase;
let handle: DatabaseHandle<unknown>;
let way: TcpProxy;

/** A way to the server on which everything can get lost, and nobody is told. */
beforeAll(async () => {
  database = await createTestDatabase();
  way = await TcpProxy.open(database.url);
  const log = createLogger('test', { level: 'fatal' });
  handle = openDatabase({ url: way.url, log, poolSize: 2, statementTimeoutMs: 300, queryTimeoutMs: 600 });
});
beforeEach(() => void (way.silent = false));
afterAll(async () => {
  way.silent = false;
  await handle.close();
  await way.close();
  await database.drop();
});

test('queries and transactions fail in bounded time as something for later, and work again when the server is back', async () => {
  let vanish: () => void = () => undefined;
  const vanished = new Promise<void>((resolve) => (vanish = resolve)).then(() => void (way.silent = true));
  const inTransaction = handle.db.transaction().execute(async (trx) => {
    await sql`select 1`.execute(trx);
    vanish();
    await vanished;
    await sql`select ${1}::int`.execute(trx);
  });
  await vanished;
  const startedMs = performance.now();
  const failures = await Promise.allSettled([inTransaction, sql`select ${2}::int`.execute(handle.db)]);
  // One waits for an answer, the other for a connection.
  expect(performance.now() - startedMs).toBeLessThan(10_000);
  for (const failure of failures) {
    expect(failure).toMatchObject({ status: 'rejected', reason: { code: 'ServiceUnavailable', retryAfterSeconds: 1 } });
    expect((failure as PromiseRejectedResult).reason).toBeInstanceOf(ServiceUnavailableError);
  }
  way.silent = false;
  expect((await sql`select 1 as one`.execute(handle.db)).rows).toEqual([{ one: 1 }]);
});

test('how long is waited for an answer follows what the address says that statements may take', async () => {
  const log = createLogger('test', { level: 'fatal' });
  const hasty = openDatabase({ url: `${way.url}?statement_timeout=100`, log });
  await sql`select 1`.execute(hasty.db);
  await expect(sql`select pg_sleep(1)`.execute(hasty.db)).rejects.toMatchObject({ code: '57014' });
  way.silent = true;
  const startedMs = performance.now();
  await expect(sql`select 1`.execute(hasty.db)).rejects.toBeInstanceOf(ServiceUnavailableError);
  expect(performance.now() - startedMs).toBeLessThan(4_000);
  way.silent = false;
  await hasty.close();
});

test('migrations may take as long as they need', async () => {
  const slow = {
    name: '0001-slow',
    up: async (db: unknown) => void (await sql`select pg_sleep(1)`.execute(db as never)),
  };
  await expect(migrate(handle.db, 'slow', [slow])).resolves.toBeUndefined();
});
