import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import { ValidationFailedError } from '@triton/errors/validation-failed-error';
import { createApp } from '@triton/http-server/create-app';
import { endpointFor } from '@triton/http-server/endpoint';
import { listen } from '@triton/http-server/listen';
import { reply } from '@triton/http-server/reply';
import { createLogger } from '@triton/logging/create-logger';
import type { Package } from '@triton/schemas/package';
import { Type } from '@sinclair/typebox';

const endpoint = endpointFor<SimulatedPapi>();
const Query = Type.Object({
  name: Type.Optional(Type.String()),
  active: Type.Optional(Type.Boolean()),
  owner_uuids: Type.Optional(Type.String()),
  quota: Type.Optional(Type.Integer()),
  limit: Type.Integer({ default: 1000 }),
  offset: Type.Integer({ default: 0 }),
});

/** PAPI in memory, speaking its protocol over HTTP. */
export class SimulatedPapi {
  /** How many requests it was asked. */
  asked = 0;
  #close: () => Promise<void> = async () => {};

  constructor(readonly packages: Package[]) {}

  async start(): Promise<string> {
    const log = createLogger('simulated-papi', { level: 'fatal' });
    const invalid = (message: string, errors: ConstructorParameters<typeof ValidationFailedError>[1]) =>
      new ValidationFailedError(message, errors);
    const app = createApp({
      name: 'papi',
      serverHeader: 'papi',
      endpoints: [listPackages, getPackage],
      context: this,
      log,
      invalid,
      onRequestDone: () => (this.asked += 1),
    });
    const { url, close } = await listen(app, { host: '127.0.0.1', port: 0 });
    this.#close = close;
    return url;
  }

  stop(): Promise<void> {
    return this.#close();
  }
}

const listPackages = endpoint({
  name: 'ListPackages',
  method: 'get',
  path: '/packages',
  query: Query,
  status: 200,
  errors: [],
  handle({ packages }, { query }) {
    const found = packages.filter(
      (pkg) =>
        (query.name === undefined || pkg.name === query.name) &&
        (query.active === undefined || pkg.active === query.active) &&
        (query.quota === undefined || pkg.quota === query.quota) &&
        isFor(pkg, query.owner_uuids),
    );
    return reply(found.slice(query.offset, query.offset + query.limit), {
      headers: { 'x-resource-count': String(found.length) },
    });
  },
});

const getPackage = endpoint({
  name: 'GetPackage',
  method: 'get',
  path: '/packages/:uuid',
  query: Query,
  status: 200,
  errors: [],
  handle({ packages }, { params, query }) {
    const found = packages.find((pkg) => pkg.uuid === params.uuid && isFor(pkg, query.owner_uuids));
    if (!found) throw new ResourceNotFoundError(`Package ${params.uuid} does not exist`);
    return found;
  },
});

function isFor({ owner_uuids }: Package, owner: string | undefined): boolean {
  return owner === undefined || owner_uuids === undefined || owner_uuids.includes(owner);
}
