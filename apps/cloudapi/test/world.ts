import type { CatalogTables } from '@triton/catalog/catalog-tables';
import { catalogMigrations } from '@triton/catalog/catalog-migrations';
import { seedCatalog } from '@triton/catalog/seed-catalog';
import { CloudapiClient } from '@triton/clients/cloudapi-client';
import { freePort } from '@triton/config/free-port';
import { migrate } from '@triton/database/migrate';
import { openDatabase } from '@triton/database/open-database';
import { createTestDatabase } from '@triton/database/testing/test-database';
import type { PrivateKey } from '@triton/http-auth/load-private-key';
import { signRequest } from '@triton/http-auth/sign-request';
import { createLogger } from '@triton/logging/create-logger';
import type { CreateVmInput } from '@triton/schemas/create-vm-input';
import type { Vm } from '@triton/schemas/vm';
import type { Config } from '../src/config';
import { startService } from '../src/service';
import type { ThrottleOptions } from '../src/throttle/throttle';
import { newKeyPair } from './key-pairs';
import { newVm } from './new-vm';
import * as seed from './seed';
import { SimulatedPapi } from './simulated-papi';
import { SimulatedVmapi } from './simulated-vmapi';

export interface Answer {
  status: number;
  headers: Headers;
  /** Parsed JSON; undefined when there is no body. */
  body: unknown;
  text: string;
}

export interface RequestOptions {
  login?: string;
  keyName?: string;
  key?: PrivateKey | null;
  body?: unknown;
  rawBody?: string;
  headers?: Record<string, string>;
  date?: Date;
  /** Of another service than the world's own. */
  at?: string;
}

const UNLIMITED = { perSecond: { read: 0, change: 0 }, burstSeconds: 1 };

export type World = Awaited<ReturnType<typeof startWorld>>;

/**
 * CloudAPI as it runs, on a database of its own, with neighbours simulated at HTTP. Accounts `acme`, `globex` (a stranger
 * to acme) and `initech` (disabled), each with a key named `laptop`.
 */
export async function startWorld({ throttle = UNLIMITED }: { throttle?: ThrottleOptions } = {}) {
  const database = await createTestDatabase();
  const log = createLogger('cloudapi', { level: 'fatal' });
  const { db, close: closeDatabase } = openDatabase<CatalogTables>({ url: database.url, log });
  const keys = { acme: newKeyPair(), globex: newKeyPair(), initech: newKeyPair() };
  await migrate(db, 'catalog', catalogMigrations);
  await seedCatalog(db, seedOf(keys));
  const vmapi = new SimulatedVmapi();
  const papi = new SimulatedPapi(seed.packages());
  const metricsPort = await freePort();
  const config: Config = {
    host: '127.0.0.1',
    port: 0,
    metricsPort: undefined,
    databaseUrl: database.url,
    vmapiUrl: await vmapi.start(),
    papiUrl: await papi.start(),
    datacenterName: 'us-test-1',
    throttle,
    logLevel: 'fatal',
  };
  const service = await startService({ ...config, metricsPort }, log, { checkOutput: true });
  const { url } = service;

  /** A request signed as a user's client does, by acme's key unless another is given; `key: null` does not sign. */
  async function request(method: string, path: string, options: RequestOptions = {}): Promise<Answer> {
    const { login = 'acme', keyName, key = keys.acme, body, rawBody, date, at = url } = options;
    const keyId = `/${login}/keys/${keyName ?? key?.publicKey.fingerprintMd5 ?? ''}`;
    const text = rawBody ?? (body === undefined ? undefined : JSON.stringify(body));
    const answer = await fetch(`${at}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(text === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === null ? {} : signRequest({ privateKey: key, keyId }, { method, path }, date)),
        ...options.headers,
      },
      ...(text === undefined ? {} : { body: text }),
    });
    const answered = await answer.text();
    return {
      status: answer.status,
      headers: answer.headers,
      text: answered,
      body: answered === '' ? undefined : JSON.parse(answered),
    };
  }

  /** A VM that VMAPI has: flexible, of the RFD's package, with the RFD's three disks, stopped. Sizes are MiB. */
  function putVm(more: Partial<Vm> = {}, input: Partial<CreateVmInput> = {}): Vm {
    const vm = newVm({
      owner_uuid: seed.ACME,
      brand: 'bhyve',
      billing_id: seed.FLEXIBLE,
      networks: [{ ipv4_uuid: seed.EXTERNAL }],
      flexible_disk_size: seed.PACKAGE_SIZE,
      disks: [{ image_uuid: seed.IMAGE, size: seed.IMAGE_SIZE }, { size: 20_480 }],
      ...input,
    });
    for (const disk of vm.disks) disk.state = 'active';
    Object.assign(vm, { state: 'stopped' }, more);
    vmapi.vms.set(vm.uuid, vm);
    return vm;
  }

  return {
    url,
    /** For another CloudAPI on the same database, and with the same neighbours. */
    config,
    log,
    metricsUrl: `http://127.0.0.1:${metricsPort}/metrics`,
    db,
    keys,
    vmapi,
    papi,
    request,
    putVm,
    client: new CloudapiClient({
      url,
      account: 'acme',
      keyId: keys.acme.publicKey.fingerprintMd5,
      privateKey: keys.acme,
    }),
    async stop() {
      this.client.close();
      await service.close();
      await Promise.all([vmapi.stop(), papi.stop(), closeDatabase()]);
      await database.drop();
    },
  };
}

function seedOf(keys: Record<'acme' | 'globex' | 'initech', PrivateKey>) {
  const account = (id: string, login: 'acme' | 'globex' | 'initech', more: object = {}) => ({
    id,
    login,
    email: `${login}@example.com`,
    approved_for_provisioning: true,
    keys: [{ name: 'laptop', key: keys[login].publicKey.openssh }],
    ...more,
  });
  return {
    accounts: [
      account(seed.ACME, 'acme'),
      account(seed.GLOBEX, 'globex'),
      account(seed.INITECH, 'initech', { disabled: true }),
    ],
    images: seed.images,
    networks: seed.networks,
  };
}
