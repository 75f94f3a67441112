import type { Account, UpdateAccountInput } from '@triton/schemas/account';
import type { Image } from '@triton/schemas/image';
import type { Network } from '@triton/schemas/network';
import type { MachinePackage } from '@triton/schemas/package';
import type { CallOptions } from './call-options';
import { CloudapiAccessCalls } from './cloudapi-access-calls';
import type { Query } from './wire-query';

export type { CloudapiClientOptions, Started } from './cloudapi-connection';

/**
 * CloudAPI: what a cloud user may do, as that user. Every request carries an HTTP signature made with their key. A
 * refusal is a `RemoteError` with CloudAPI's own code (`ResourceNotFound`, `InvalidArgument`, `InsufficientSpace`, …).
 */
export class CloudapiClient extends CloudapiAccessCalls {
  getAccount(): Promise<Account> {
    return this.get('');
  }

  updateAccount(input: UpdateAccountInput, options: CallOptions = {}): Promise<Account> {
    return this.send('post', '', input, options);
  }

  getLimits(): Promise<unknown[]> {
    return this.get('/limits');
  }

  /** Names of datacenters, with the URLs of their CloudAPIs. */
  listDatacenters(): Promise<Record<string, string>> {
    return this.get('/datacenters');
  }

  /** Names of this datacenter's services, with their URLs. */
  listServices(): Promise<Record<string, string>> {
    return this.get('/services');
  }

  listPackages(query: Query = {}): Promise<MachinePackage[]> {
    return this.get('/packages', query);
  }

  getPackage(idOrName: string): Promise<MachinePackage> {
    return this.get(`/packages/${encodeURIComponent(idOrName)}`);
  }

  listImages(query: Query = {}): Promise<Image[]> {
    return this.get('/images', query);
  }

  getImage(id: string): Promise<Image> {
    return this.get(`/images/${encodeURIComponent(id)}`);
  }

  listNetworks(query: Query = {}): Promise<Network[]> {
    return this.get('/networks', query);
  }

  getNetwork(id: string): Promise<Network> {
    return this.get(`/networks/${encodeURIComponent(id)}`);
  }
}
