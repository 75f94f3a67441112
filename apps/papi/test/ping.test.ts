import { createTestDatabase } from '@triton/database/testing/test-database';
import { createLogger } from '@triton/logging/create-logger';
import { startService } from '../src/service';
import { startPapi } from './papi';

const log = createLogger('papi', { level: 'fatal' });

test('ping says that packages can be read', async () => {
  const papi = await startPapi();
  const ping = await papi.request('GET', '/ping');
  expect([ping.status, ping.body]).toMatchObject([200, { pid: process.pid, backend: 'up' }]);
  // Clients read the version here and look for at least 7.2.0.
  expect(ping.headers.get('api-version')).toBe('7.2.5');
  await papi.close();
});

test('ping says that packages cannot be read, and the other operations fail without a word of why', async () => {
  const database = await createTestDatabase();
  const service = await startService(
    { host: '127.0.0.1', port: 0, databaseUrl: database.url, ignoreCpuCap: false },
    log,
  );
  await database.drop();
  const ping = await fetch(`${service.url}/ping`);
  expect([ping.status, await ping.json()]).toMatchObject([503, { backend: 'down' }]);
  expect(ping.headers.get('retry-after')).toBe('5');
  const list = await fetch(`${service.url}/packages`);
  expect([list.status, await list.json()]).toEqual([500, { code: 'InternalError', message: 'Internal Error' }]);
  await service.close();
});

test('a service whose database is not there does not start', async () => {
  const database = await createTestDatabase();
  await database.drop();
  const config = { host: '127.0.0.1', port: 0, databaseUrl: database.url, ignoreCpuCap: false };
  await expect(startService(config, log)).rejects.toThrow('does not exist');
});

test('two processes may start at once on one new database', async () => {
  const database = await createTestDatabase();
  const config = { host: '127.0.0.1', port: 0, databaseUrl: database.url, ignoreCpuCap: false };
  const services = await Promise.all([startService(config, log), startService(config, log)]);
  for (const { url } of services) expect((await fetch(`${url}/ping`)).status).toBe(200);
  await Promise.all(services.map((service) => service.close()));
  await database.drop();
});
