import type { CatalogDatabase } from './catalog-tables';

/** Gives the VM's addresses back. Doing it again changes nothing. */
export async function releaseNics(db: CatalogDatabase, vmUuid: string): Promise<void> {
  await db.deleteFrom('catalog.nics').where('vm_uuid', '=', vmUuid).execute();
}
