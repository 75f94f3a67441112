import { JsonClient } from '@triton/http-client/json-client';
import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import type { Package } from '@triton/schemas/package';
import { newestPackage } from './newest-package';
import type { ServiceOptions } from './service-options';
import { totalOf } from './total-of';
import { type Query, wireQuery } from './wire-query';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
// A name goes out as a filter, where `*` and a leading `[` mean something. No package is named with them.
const NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/;

/** Attributes that PAPI keeps for others (`fss`, `traits`, `billing_tag`…). */
interface OtherAttributes {
  readonly [attribute: string]: unknown;
}

/** A package to be sold. `uuid` is made up when absent; the server adds `v`, `created_at` and `updated_at`. */
export type CreatePackageInput = Partial<Package> & Pick<Package, 'name'> & OtherAttributes;

/** New values of attributes; `null` removes one. */
export type UpdatePackageInput = {
  readonly [Attribute in keyof Package]?: Package[Attribute] | null;
} & OtherAttributes;

/**
 * PAPI: the internal service that holds packages. `quota`, `max_physical_memory` and `max_swap` are MiB. A refusal is a
 * `RemoteError` with PAPI's own code, status and `errors`.
 */
export class PapiClient {
  readonly #http: JsonClient;

  constructor(service: ServiceOptions | JsonClient) {
    this.#http = service instanceof JsonClient ? service : new JsonClient({ name: 'papi', ...service });
  }

  /** The same client, whose calls belong to the request `reqId` (`x-request-id`). It shares the connections. */
  forRequest(reqId: string): PapiClient {
    return new PapiClient(this.#http.forRequest(reqId));
  }

  /**
   * One page of packages, and how many match in all. A filter is an attribute and a value, in which `*` stands for any
   * text; `owner_uuids` also finds the packages that anyone may use.
   */
  async listPackages(query: Query = {}): Promise<{ packages: Package[]; total: number }> {
    const { body, headers } = await this.#http.get<Package[]>('/packages', { query: wireQuery(query) });
    return { packages: body, total: totalOf(headers, 'x-resource-count') };
  }

  /**
   * A package by uuid, or the newest version among the active ones of that name. With `ownerUuid`, only if that account
   * may use it.
   */
  async getPackage(uuidOrName: string, { ownerUuid }: { ownerUuid?: string | undefined } = {}): Promise<Package> {
    if (UUID.test(uuidOrName)) {
      return (await this.#http.get<Package>(path(uuidOrName), { query: wireQuery({ owner_uuids: ownerUuid }) })).body;
    }
    const query = { name: uuidOrName, active: true, owner_uuids: ownerUuid };
    const found = NAME.test(uuidOrName) ? newestPackage((await this.listPackages(query)).packages) : undefined;
    if (!found) throw new ResourceNotFoundError(`Package ${uuidOrName.slice(0, 64)} does not exist`);
    return found;
  }

  async createPackage(input: CreatePackageInput): Promise<Package> {
    return (await this.#http.post<Package>('/packages', { body: input })).body;
  }

  /** Immutable attributes are refused unless `force`. */
  async updatePackage(uuid: string, input: UpdatePackageInput, { force }: { force?: boolean } = {}): Promise<Package> {
    return (await this.#http.put<Package>(path(uuid), { body: input, query: wireQuery({ force }) })).body;
  }

  /** VMs refer to packages for ever, so PAPI refuses (`BadMethod`) unless `force`. */
  async deletePackage(uuid: string, { force }: { force?: boolean } = {}): Promise<void> {
    await this.#http.delete(path(uuid), { query: wireQuery({ force }) });
  }

  close(): void {
    this.#http.close();
  }
}

function path(uuid: string): string {
  return `/packages/${encodeURIComponent(uuid)}`;
}
