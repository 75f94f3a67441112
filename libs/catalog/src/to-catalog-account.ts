import type { Selectable } from '@triton/database/kysely';
import type { Account } from '@triton/schemas/account';
import type { CatalogTables } from './catalog-tables';
import { toContact } from './to-contact';

/** An account, and what services need to know of it beyond what its user is shown. */
export interface CatalogAccount extends Account {
  /** May act on any account. */
  operator: boolean;
  approved_for_provisioning: boolean;
  disabled: boolean;
}

export function toCatalogAccount(row: Selectable<CatalogTables['catalog.accounts']>): CatalogAccount {
  return {
    id: row.uuid,
    login: row.login,
    email: row.email,
    ...toContact(row),
    triton_cns_enabled: row.triton_cns_enabled,
    created: row.created_at.toISOString(),
    updated: row.updated_at.toISOString(),
    operator: row.operator,
    approved_for_provisioning: row.approved_for_provisioning,
    disabled: row.disabled,
  };
}
