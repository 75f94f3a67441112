import type { ExpressionBuilder } from '@triton/database/kysely';
import type { CatalogTables } from './catalog-tables';

/** The condition that a key is the one meant by the last part of a keyId: its name or one of its fingerprints. */
export function keyNamed(nameOrFingerprint: string) {
  const md5 = nameOrFingerprint.toLowerCase().replace(/^md5:/, '');
  return (eb: ExpressionBuilder<Record<'key', CatalogTables['catalog.keys']>, 'key'>) =>
    eb.or([
      eb('key.fingerprint', '=', md5),
      eb('key.fingerprint_sha256', '=', nameOrFingerprint),
      eb('key.name', '=', nameOrFingerprint),
    ]);
}
