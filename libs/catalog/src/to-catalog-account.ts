import type { Selectable } from '@triton/database/kysely';
import type { Account } from '@triton/schemas/account';
import type { CatalogTables } from './catalog-tables';

/** An account, and what services need to know of it beyond what its user is shown. */
export interface CatalogAccount extends Account {
  approved_for_provisioning: boolean;
  disabled: boolean;
}

export function toCatalogAccount(row: Selectable<CatalogTables['catalog.accounts']>): CatalogAccount {
  return {
    id: row.uuid,
    login: row.login,
    email: row.email,
    ...(row.company_name === null ? {} : { companyName: row.company_name }),
    ...(row.first_name === null ? {} : { firstName: row.first_name }),
    ...(row.last_name === null ? {} : { lastName: row.last_name }),
    triton_cns_enabled: row.triton_cns_enabled,
    created: row.created_at.toISOString(),
    updated: row.updated_at.toISOString(),
    approved_for_provisioning: row.approved_for_provisioning,
    disabled: row.disabled,
  };
}
