import type { CatalogTables } from '@triton/catalog/catalog-tables';
import type { PapiClient } from '@triton/clients/papi-client';
import type { VmapiClient } from '@triton/clients/vmapi-client';
import type { Kysely } from '@triton/database/kysely';
import type { CredentialCache } from './auth/credential-cache';
import type { PackageNames } from './packages/package-names';

/** What CloudAPI's handlers may use. Made once, in service.ts. */
export interface Context {
  /** The catalog: accounts, keys, images, networks. */
  db: Kysely<CatalogTables>;
  vmapi: VmapiClient;
  papi: PapiClient;
  credentials: CredentialCache;
  packageNames: PackageNames;
  datacenterName: string;
}
