import { sql } from '@triton/database/kysely';
import type { UpdateAccountInput } from '@triton/schemas/account';
import type { CatalogDatabase } from './catalog-tables';
import { contactColumns } from './contact-columns';
import { type CatalogAccount, toCatalogAccount } from './to-catalog-account';

/** Changes what an account says of itself; what is not given stays. */
export async function updateAccount(
  db: CatalogDatabase,
  accountUuid: string,
  { email, triton_cns_enabled, ...contact }: UpdateAccountInput,
): Promise<CatalogAccount> {
  const row = await db
    .updateTable('catalog.accounts')
    .set({
      ...contactColumns(contact),
      ...(email === undefined ? {} : { email }),
      ...(triton_cns_enabled === undefined ? {} : { triton_cns_enabled }),
      updated_at: sql<string>`now()`,
    })
    .where('uuid', '=', accountUuid)
    .returningAll()
    .executeTakeFirstOrThrow();
  return toCatalogAccount(row);
}
