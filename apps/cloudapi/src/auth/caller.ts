import type { CatalogAccount } from '@triton/catalog/to-catalog-account';

/** Who asks: the account that the path names, proved by a signature with one of its keys. */
export interface Caller {
  account: CatalogAccount;
  /** `/<login>/keys/<md5 fingerprint>`: for logs and for the audit of jobs. */
  keyId: string;
  ip: string;
}
