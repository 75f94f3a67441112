import type { CatalogAccount } from '@triton/catalog/to-catalog-account';
import type { Account } from '@triton/schemas/account';

/** An account as its user is shown it: without what only the operator is to know. */
export function toAccount(found: CatalogAccount): Account {
  const { approved_for_provisioning: _approved, disabled: _disabled, operator: _operator, ...account } = found;
  return account;
}
