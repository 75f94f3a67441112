/** Where CloudAPI is, and as whom to talk to it. */
export interface Profile {
  name: string;
  url: string;
  account: string;
  /** MD5 or SHA256 fingerprint of the key. */
  keyId: string;
  user?: string;
  /** Roles of the sub-user to act in, instead of those they have by default. */
  roles?: string[];
  /** Another account to act on, for operators. */
  actAsAccount?: string;
  /** Accept any TLS certificate. */
  insecure?: boolean;
}
