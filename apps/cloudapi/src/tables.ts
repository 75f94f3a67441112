import type { CatalogTables } from '@triton/catalog/catalog-tables';
import type { ColumnType } from '@triton/database/kysely';
import type { KeptAnswer } from './idempotency/kept-answer';

/** A signature of a change, from its first use until it would be too old anyway. */
interface SignaturesTable {
  /** Of the key and of what was signed. */
  digest: Buffer;
  first_used_at: Date;
}

/** The answer to a request with an `Idempotency-Key`. */
interface AnswersTable {
  account_uuid: string;
  key: string;
  /** Of operation, target and input. */
  request_sha256: Buffer;
  /** What was made of the input before the neighbour was asked. */
  prepared: ColumnType<object | null, string | null | undefined, string | null>;
  /** null: it was begun and may have been done. */
  answer: ColumnType<KeptAnswer | null, string | null | undefined, string | null>;
  created_at: ColumnType<Date, undefined, Date>;
}

/** The catalog, and what CloudAPI itself has to remember for a while. */
export interface CloudapiTables extends CatalogTables {
  'cloudapi.signatures': SignaturesTable;
  'cloudapi.answers': AnswersTable;
}
