import type { Role } from '@triton/schemas/role';
import type { CatalogDatabase } from '../catalog-tables';
import { listRoles } from './list-roles';

/** The account's role of that uuid or name. */
export async function findRole(
  db: CatalogDatabase,
  accountUuid: string,
  uuidOrName: string,
): Promise<Role | undefined> {
  const [role] = await listRoles(db, accountUuid, uuidOrName);
  return role;
}
