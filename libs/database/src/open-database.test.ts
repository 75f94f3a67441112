import { PassThrough } from 'node:stream';

import { createLogger } from '@triton/logging/create-logger';

import { isUniqueViolation } from './is-unique-violation';
import { sql } from './kysely';
import { openDatabase } from './open-database';
import type { DatabaseHandle } from './open-database';
import { createTestDatabase } from './testing/test-database';
import type { TestDatabase } from './testing/test-database';
import { withRetries } from './with-retries';

interface Tables {
  budget: { vm: string; free: number };
}

let database: TestDatabase;
let handle: DatabaseHandle<Tables>;
const logged = new PassThrough();
const log = createLogger('test', { stream: logged, level: 'warn' });

beforeAll(async () => {
  database = await createTestDatabase();
  handle = openDatabase<Tables>({ url: database.url, log });
  await sql`create table budget (vm text constraint budget_vm primary key, free bigint not null)`.execute(handle.db);
});
afterAll(async () => {
  await handle.close();
  await database.drop();
});
beforeEach(() => handle.db.deleteFrom('budget').execute());

test('a bigint is a number while that is exact, and never a wrong number', async () => {
  const { rows } = await sql<Record<string, unknown>>`
    select 11075584000::int8 as size, 9007199254740991::int8 as most, 9007199254740993::int8 as more,
           '{1,null,9007199254740993}'::int8[] as list, count(*) as count from budget`.execute(handle.db);
  expect(rows).toEqual([
    {
      size: 11075584000,
      most: 9007199254740991,
      more: 9007199254740993n,
      list: [1, null, 9007199254740993n],
      count: 0,
    },
  ]);
});

test('a statement that runs too long is ended by the server', async () => {
  const impatient = openDatabase({ url: database.url, log, statementTimeoutMs: 50 });
  await expect(sql`select pg_sleep(30)`.execute(impatient.db)).rejects.toMatchObject({ code: '57014' });
  await impatient.close();
});

test('a connection that breaks, idle or in a transaction, is logged and the next query gets another', async () => {
  const killOthers = sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`;
  const killer = openDatabase({ url: database.url, log: createLogger('killer', { stream: new PassThrough() }) });
  try {
    const inTransaction = handle.db.transaction().execute(async (trx) => {
      await sql`select 1`.execute(trx);
      await killOthers.execute(killer.db);
      await sql`select 1`.execute(trx);
    });
    await expect(inTransaction).rejects.toThrow();
    await expect(sql`select 1 as one`.execute(handle.db)).resolves.toMatchObject({ rows: [{ one: 1 }] });
    expect(String(logged.read())).toContain('lost a database connection');
  } finally {
    await killer.close();
  }
});

test('closing twice is closing once', async () => {
  const other = openDatabase({ url: database.url, log });
  await sql`select 1`.execute(other.db);
  await Promise.all([other.close(), other.close()]);
});

test('a second row with the same key is a unique violation of that key and no other', async () => {
  const insert = () => handle.db.insertInto('budget').values({ vm: 'a', free: 1 }).execute();
  await insert();
  const err: unknown = await insert().catch((thrown: unknown) => thrown);
  expect(isUniqueViolation(err)).toBe(true);
  expect(isUniqueViolation(err, 'budget_vm')).toBe(true);
  expect(isUniqueViolation(err, 'budget_disk')).toBe(false);
  expect(isUniqueViolation(new Error('other'))).toBe(false);
  expect(isUniqueViolation(undefined)).toBe(false);
});

test('of many who take from one budget at once each takes exactly once', async () => {
  await handle.db.insertInto('budget').values({ vm: 'a', free: 8 }).execute();
  const take = () =>
    withRetries(
      handle.db,
      async (trx) => {
        const { free } = await trx.selectFrom('budget').select('free').where('vm', '=', 'a').executeTakeFirstOrThrow();
        await trx
          .updateTable('budget')
          .set({ free: free - 1 })
          .where('vm', '=', 'a')
          .execute();
      },
      { isolationLevel: 'serializable', attempts: 20 },
    );
  await Promise.all(Array.from({ length: 8 }, take));
  expect(await handle.db.selectFrom('budget').selectAll().execute()).toEqual([{ vm: 'a', free: 0 }]);
});

test('two that lock the same rows in opposite order both end well', async () => {
  const rows = ['a', 'b'].map((vm) => ({ vm, free: 0 }));
  await handle.db.insertInto('budget').values(rows).execute();
  const both = (order: string[]) =>
    withRetries(handle.db, async (trx) => {
      for (const vm of order) {
        await trx
          .updateTable('budget')
          .set(({ eb }) => ({ free: eb('free', '+', 1) }))
          .where('vm', '=', vm)
          .execute();
      }
    });
  await Promise.all([both(['a', 'b']), both(['b', 'a'])]);
  expect(await handle.db.selectFrom('budget').selectAll().orderBy('vm').execute()).toEqual([
    { vm: 'a', free: 2 },
    { vm: 'b', free: 2 },
  ]);
});

test('one that loses every time is told to come back later; other errors come out at once', async () => {
  let tries = 0;
  const conflict = () => {
    tries++;
    return Promise.reject(Object.assign(new Error('could not serialize'), { code: '40001' }));
  };
  await expect(withRetries(handle.db, conflict, { attempts: 3 })).rejects.toMatchObject({
    code: 'ServiceUnavailable',
    retryable: true,
    cause: { code: '40001' },
  });
  expect(tries).toBe(3);
  const broken = () => Promise.reject(new Error(`try ${++tries}`));
  await expect(withRetries(handle.db, broken)).rejects.toThrow('try 4');
});
