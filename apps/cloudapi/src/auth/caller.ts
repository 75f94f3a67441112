import type { CatalogAccount } from '@triton/catalog/to-catalog-account';
import type { Rule } from '../rules/rule';

/** A role that a sub-user holds. */
export interface HeldRole {
  name: string;
  /** It counts without being named in `as-role`. */
  isDefault: boolean;
  rules: readonly Rule[];
}

/** A user below an account: may do what their roles allow. */
export interface CallingUser {
  id: string;
  login: string;
  roles: readonly HeldRole[];
}

/** Who asks, proved by a signature, and the account that the path names. */
export interface Caller {
  /** The account acted on. */
  account: CatalogAccount;
  /** Whose key it was, when it was not the account's own. */
  user?: CallingUser;
  /** An operator, who acts on an account that is not theirs. */
  isOperator: boolean;
  /** `/<login>/keys/<md5 fingerprint>`: for logs and for the audit of jobs. */
  keyId: string;
  ip: string;
}
