import type { PapiClient } from '@triton/clients/papi-client';
import type { VmapiClient } from '@triton/clients/vmapi-client';
import type { Kysely } from '@triton/database/kysely';
import type { CredentialCache } from './auth/credential-cache';
import type { PackageNames } from './packages/package-names';
import type { CloudapiTables } from './tables';
import type { Throttle } from './throttle/throttle';

/** What CloudAPI's handlers may use. Made once, in service.ts. */
export interface Context {
  /** The catalog: accounts, users, keys, images, networks. For a change of it, the transaction of that change. */
  db: Kysely<CloudapiTables>;
  vmapi: VmapiClient;
  papi: PapiClient;
  credentials: CredentialCache;
  throttle: Throttle;
  packageNames: PackageNames;
  datacenterName: string;
  /** Names of all operations in lower case, as rules of policies have them. */
  operations: ReadonlySet<string>;
}
