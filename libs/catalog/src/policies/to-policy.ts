import type { Selectable } from '@triton/database/kysely';
import type { Policy } from '@triton/schemas/policy';
import type { CatalogTables } from '../catalog-tables';

export function toPolicy({ uuid, name, rules, description }: Selectable<CatalogTables['catalog.policies']>): Policy {
  return { id: uuid, name, rules, ...(description === null ? {} : { description }) };
}
