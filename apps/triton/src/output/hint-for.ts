import type { ErrorLink } from '@triton/errors/error-chain';
import type { Profile } from '../profile/profile';

const HINTS: Readonly<Record<string, (profile: Profile) => string>> = {
  InvalidCredentials: ({ account, keyId }) => `Has account ${account} the key ${keyId}?`,
  CannotDestroyMachine: () => '"triton instance disable-deletion-protection INST" allows it again.',
  KeyRequired: () => '"triton key add FILE" adds one.',
  RequestThrottled: () => 'Too much was asked for at once: try again in a moment.',
  VmNotStopped: () => 'Stop it first: "triton instance stop -w INST".',
  RequestExpired: () => 'Is the clock of this machine right?',
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
};

/** What to do about an error of a service, when that follows from its code. */
export function hintFor(chain: readonly ErrorLink[], profile: Profile | undefined): string | undefined {
  if (!profile) return undefined;
  for (const { code } of chain) {
    if (code !== undefined && Object.hasOwn(HINTS, code)) return HINTS[code]?.(profile);
  }
  return undefined;
}

function untrusted(): string {
  return 'Its TLS certificate is not trusted: "triton -i" (or "insecure": true in the profile) accepts it all the same.';
}
