/** Where CloudAPI is, and as whom to talk to it. */
export interface Profile {
  name: string;
  url: string;
  account: string;
  /** MD5 or SHA256 fingerprint of the key. */
  keyId: string;
  user?: string;
  /** Accept any TLS certificate. */
  insecure?: boolean;
}
