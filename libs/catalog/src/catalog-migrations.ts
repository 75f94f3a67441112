import type { NumberedMigration } from '@triton/database/migrate';
import { accounts } from './migrations/0001-accounts';
import { images } from './migrations/0002-images';
import { networks } from './migrations/0003-networks';
import { contacts } from './migrations/0004-contacts';
import { access } from './migrations/0005-access';

/** For `migrate(db, 'catalog', catalogMigrations)`; each service that uses the catalog runs it when it starts. */
export const catalogMigrations: readonly NumberedMigration[] = [accounts, images, networks, contacts, access];
