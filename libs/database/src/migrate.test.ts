import { createLogger } from '@triton/logging/create-logger';

import { sql } from './kysely';
import type { Kysely } from './kysely';
import { MigrationMismatchError, migrate } from './migrate';
import type { NumberedMigration } from './migrate';
import { openDatabase } from './open-database';
import type { DatabaseHandle } from './open-database';
import { createTestDatabase } from './testing/test-database';
import type { TestDatabase } from './testing/test-database';

let database: TestDatabase;
let handle: DatabaseHandle<unknown>;

beforeEach(async () => {
  database = await createTestDatabase();
  handle = openDatabase<unknown>({ url: database.url, log: createLogger('test') });
});
afterEach(async () => {
  await handle.close();
  await database.drop();
});

const creating = (name: string): NumberedMigration => ({
  name,
  async up(db) {
    await sql`create table ${sql.id('vmapi', `t${name.slice(0, 4)}`)} (id int primary key)`.execute(db);
  },
});
const first = creating('0001-vms');
const second = creating('0002-disks');
const third = creating('0003-jobs');

async function tables(db: Kysely<unknown>): Promise<string[]> {
  const { rows } = await sql<{ table_name: string }>`select table_name from information_schema.tables
    where table_schema = 'vmapi' order by table_name`.execute(db);
  return rows.map(({ table_name }) => table_name);
}

test('a new database gets the schema and everything in it, and a second start changes nothing', async () => {
  await migrate(handle.db, 'vmapi', [first, second]);
  await migrate(handle.db, 'vmapi', [first, second]);
  expect(await tables(handle.db)).toEqual(['migrations', 't0001', 't0002']);
});

test('an older database gets only what it lacks', async () => {
  await migrate(handle.db, 'vmapi', [first]);
  await migrate(handle.db, 'vmapi', [first, second, third]);
  expect(await tables(handle.db)).toEqual(['migrations', 't0001', 't0002', 't0003']);
});

test('processes that start at once apply each migration once', async () => {
  const others = Array.from({ length: 4 }, () => openDatabase({ url: database.url, log: createLogger('test') }));
  try {
    await Promise.all(others.map(({ db }) => migrate(db, 'vmapi', [first, second, third])));
    expect(await tables(handle.db)).toEqual(['migrations', 't0001', 't0002', 't0003']);
  } finally {
    await Promise.all(others.map(({ close }) => close()));
  }
});

test('two schemas of one database do not know of each other', async () => {
  await Promise.all([
    migrate(handle.db, 'vmapi', [first]),
    migrate(handle.db, 'cnapi', [{ name: '0001-servers', up: () => Promise.resolve() }]),
  ]);
  expect(await tables(handle.db)).toEqual(['migrations', 't0001']);
});

test('a migration that fails leaves nothing of itself, and what was before it stays', async () => {
  const broken: NumberedMigration = {
    name: '0002-broken',
    async up(db) {
      await second.up(db);
      throw new Error('halfway');
    },
  };
  await expect(migrate(handle.db, 'vmapi', [first, broken])).rejects.toThrow('halfway');
  expect(await tables(handle.db)).toEqual(['migrations', 't0001']);
  await migrate(handle.db, 'vmapi', [first, second]);
  expect(await tables(handle.db)).toEqual(['migrations', 't0001', 't0002']);
});

test.each([
  ['is newer than the code', [first, second], [first], 'does not know: it is older than the database'],
  ['has another history', [first, second], [first, creating('0002-other')], 'where this version has 0002-other'],
])('a database that %s is refused and left alone', async (_why, was, is, message) => {
  await migrate(handle.db, 'vmapi', was);
  const refused = migrate(handle.db, 'vmapi', is);
  await expect(refused).rejects.toThrow(MigrationMismatchError);
  await expect(refused).rejects.toThrow(message);
});

test('a gap in the numbers is refused before anything is done', async () => {
  await expect(migrate(handle.db, 'vmapi', [first, third])).rejects.toThrow('must be named 0002-');
  expect(await tables(handle.db)).toEqual([]);
});
