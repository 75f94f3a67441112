import { catalogMigrations } from '@triton/catalog/catalog-migrations';
import { PapiClient } from '@triton/clients/papi-client';
import { VmapiClient } from '@triton/clients/vmapi-client';
import { migrate } from '@triton/database/migrate';
import { openDatabase } from '@triton/database/open-database';
import { createApp } from '@triton/http-server/create-app';
import { listen } from '@triton/http-server/listen';
import { Metrics } from '@triton/http-server/metrics';
import type { Logger } from '@triton/logging/create-logger';
import { API_VERSIONS } from './api-versions';
import { cloudapiMigrations } from '../migrations/migrations';
import { authenticate } from './auth/authenticate';
import { authorize } from './auth/authorize';
import type { Caller } from './auth/caller';
import { CredentialCache } from './auth/credential-cache';
import { loadCredential } from './auth/load-credential';
import { clientError } from './client-error';
import type { Config } from './config';
import type { Context } from './context';
import { endpoints } from './endpoints';
import { invalidInput } from './invalid-input';
import { once } from './idempotency/once';
import { PackageNames } from './packages/package-names';
import { startCleaner } from './start-cleaner';
import type { CloudapiTables } from './tables';
import { Throttle } from './throttle/throttle';

/** CloudAPI: a session for each request, and no state of its own. `checkOutput` holds answers against their schemas. */
export async function startService(
  config: Config,
  log: Logger,
  { checkOutput = false }: { checkOutput?: boolean } = {},
): Promise<{ url: string; close(): Promise<void> }> {
  const database = openDatabase<CloudapiTables>({ url: config.databaseUrl, log });
  await migrate(database.db, 'catalog', catalogMigrations);
  await migrate(database.db, 'cloudapi', cloudapiMigrations);
  const vmapi = new VmapiClient({ url: config.vmapiUrl, log, ...config.neighbours });
  const papi = new PapiClient({ url: config.papiUrl, log, ...config.neighbours });
  const credentials = new CredentialCache({ load: (keyId) => loadCredential(database.db, keyId) });
  const context: Context = {
    db: database.db,
    vmapi,
    papi,
    credentials,
    throttle: new Throttle(config.throttle),
    packageNames: new PackageNames(papi),
    datacenterName: config.datacenterName,
    operations: new Set(endpoints.map(({ name }) => name.toLowerCase())),
  };
  const metrics = new Metrics('cloudapi');
  const app = createApp<Context, Caller>({
    name: 'cloudapi',
    serverHeader: 'cloudapi/9.4.3',
    endpoints: endpoints.map(once).map((endpoint) => ({
      ...endpoint,
      handle: (asked, request) => told(async () => endpoint.handle(asked, request)),
    })),
    context,
    forRequest: (asked, reqId) => ({
      ...asked,
      vmapi: asked.vmapi.forRequest(reqId),
      papi: asked.papi.forRequest(reqId),
    }),
    log,
    invalid: invalidInput,
    authenticate: (request, asked) => told(() => authenticate(request, asked)),
    authorize,
    callerFields: ({ account, keyId }) => ({ account: account.login, key_id: keyId }),
    versions: API_VERSIONS,
    acceptForms: true,
    cors: true,
    metrics,
    metricsPath: false, // this address is public
    checkOutput,
  });
  const inner = createApp({
    name: 'cloudapi',
    serverHeader: 'cloudapi/9.4.3',
    endpoints: [],
    context,
    log,
    invalid: invalidInput,
    metrics,
  });
  const cleaner = startCleaner(database.db, log);
  const listening = await listen(app, config);
  const inside =
    config.metricsPort === undefined ? undefined : await listen(inner, { host: '127.0.0.1', port: config.metricsPort });
  return {
    url: listening.url,
    async close() {
      await listening.close();
      await inside?.close();
      await cleaner.close();
      vmapi.close();
      papi.close();
      await database.close();
    },
  };
}

/** Every error on its way out, wherever it was thrown, so that no handler has to think of neighbours in trouble. */
async function told<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (err) {
    throw clientError(err);
  }
}
