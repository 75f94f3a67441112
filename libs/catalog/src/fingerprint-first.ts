import { type Expression, sql } from '@triton/database/kysely';

/** A key may be named like another one's fingerprint; then the fingerprint counts, since nobody can choose it. */
export function fingerprintFirst(nameOrFingerprint: string): Expression<boolean> {
  return sql<boolean>`key.name = ${nameOrFingerprint}`;
}
