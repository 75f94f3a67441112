import { PassThrough } from 'node:stream';

import { createLogger } from '@triton/logging/create-logger';

import { sql } from './kysely';
import { openDatabase } from './open-database';
import type { DatabaseHandle } from './open-database';
import { createTestDatabase } from './testing/test-database';
import type { TestDatabase } from './testing/test-database';
import { withRetries } from './with-retries';

interface Tables {
  notes: { id: number };
}

const log = createLogger('test', { stream: new PassThrough(), level: 'fatal' });
let database: TestDatabase;
let handle: DatabaseHandle<Tables>;

beforeEach(async () => {
  database = await createTestDatabase();
  handle = openDatabase<Tables>({ url: database.url, log, poolSize: 1 });
  await sql`create table notes (id integer primary key)`.execute(handle.db);
  await sql`insert into notes values (1), (2)`.execute(handle.db);
});
afterEach(async () => {
  await handle.close();
  await database.drop();
});

const note = (db = handle.db, id = 1) => db.selectFrom('notes').selectAll().where('id', '=', id).executeTakeFirst();
const addColumn = (name: string) => sql`alter table notes add column ${sql.id(name)} text`.execute(handle.db);

test('a statement is planned once for a connection, whatever its parameters', async () => {
  expect(await note()).toEqual({ id: 1 });
  expect(await note(handle.db, 2)).toEqual({ id: 2 });
  const { rows } = await sql`select generic_plans + custom_plans as runs from pg_prepared_statements`.execute(
    handle.db,
  );
  expect(rows).toEqual([{ runs: 2 }]);
});

test('after a change of the schema a statement gives the new columns, also in a transaction that may be retried', async () => {
  await note();
  await addColumn('title');
  expect(await note()).toEqual({ id: 1, title: null });
  await note();
  await addColumn('body');
  const read = await withRetries(handle.db, (trx) => note(trx as unknown as typeof handle.db));
  expect(read).toEqual({ id: 1, title: null, body: null });
});

test('more texts than are kept prepared all work', async () => {
  for (let count = 1; count <= 220; count++) {
    const ids = Array.from({ length: count }, (_, id) => id + 1);
    expect(await handle.db.selectFrom('notes').select('id').where('id', 'in', ids).execute()).not.toHaveLength(0);
  }
  const { rows } = await sql<{ prepared: number }>`select count(*) as prepared from pg_prepared_statements`.execute(
    handle.db,
  );
  expect(rows[0]?.prepared).toBe(200);
});
