/** Options of `triton` that choose the profile, or stand in place of parts of it. */
export interface ProfileOptions {
  profile?: string;
  url?: string;
  account?: string;
  user?: string;
  keyId?: string;
  /** Comma separated. */
  role?: string;
  actAs?: string;
  insecure?: boolean;
}
