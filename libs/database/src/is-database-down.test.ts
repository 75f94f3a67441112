import { freePort } from '@triton/config/free-port';
import { ServiceUnavailableError } from '@triton/errors/service-unavailable-error';
import { createLogger } from '@triton/logging/create-logger';
import { isDatabaseDown } from './is-database-down';
import { sql } from './kysely';
import { openDatabase } from './open-database';

async function errorOf(url: string, query: string): Promise<unknown> {
  const database = openDatabase({ url, log: createLogger('test', { level: 'fatal' }) });
  try {
    await sql.raw(query).execute(database.db);
    return undefined;
  } catch (err) {
    return err instanceof ServiceUnavailableError ? err.cause : err;
  } finally {
    await database.close();
  }
}

test.each(['127.0.0.1', 'localhost'])('a server at %s that is not there is down', async (host) => {
  expect(isDatabaseDown(await errorOf(`postgres://u@${host}:${await freePort()}/d`, 'select 1'))).toBe(true);
});

test('a server that ends our connection is down', async () => {
  const ended = await errorOf(process.env.DATABASE_URL ?? '', 'select pg_terminate_backend(pg_backend_pid())');
  expect(isDatabaseDown(ended)).toBe(true);
});

test('a wrong query is our fault', async () => {
  const err = await errorOf(process.env.DATABASE_URL ?? '', 'select * from nonesuch');
  expect(err).toBeInstanceOf(Error);
  expect(isDatabaseDown(err)).toBe(false);
});

test.each([undefined, null, 'text', new Error('x')])('%s says nothing about the database', (thrown) => {
  expect(isDatabaseDown(thrown)).toBe(false);
});
