import type { Selectable } from '@triton/database/kysely';
import type { SubUser } from '@triton/schemas/sub-user';
import type { CatalogTables } from '../catalog-tables';
import { toContact } from '../to-contact';

export function toSubUser(row: Selectable<CatalogTables['catalog.sub_users']>): SubUser {
  return {
    id: row.uuid,
    login: row.login,
    email: row.email,
    ...toContact(row),
    created: row.created_at.toISOString(),
    updated: row.updated_at.toISOString(),
  };
}
