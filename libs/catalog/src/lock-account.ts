import { sql, type Transaction } from '@triton/database/kysely';
import type { CatalogTables } from './catalog-tables';

/** Makes changes of one account's keys, users, roles and policies wait for each other until the transaction ends. */
export async function lockAccount(trx: Transaction<CatalogTables>, accountUuid: string): Promise<void> {
  // No key of the row changes, so those who only refer to it go on.
  await sql`select from catalog.accounts where uuid = ${accountUuid} for no key update`.execute(trx);
}
