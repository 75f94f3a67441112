import { type Expression, sql } from '@triton/database/kysely';

/** The condition that `key` is the one meant by the last part of a keyId: its name or one of its fingerprints. */
export function keyNamed(nameOrFingerprint: string): Expression<boolean> {
  const md5 = nameOrFingerprint.toLowerCase().replace(/^md5:/, '');
  return sql<boolean>`(key.fingerprint = ${md5} or key.fingerprint_sha256 = ${nameOrFingerprint} or key.name = ${nameOrFingerprint})`;
}
