import { signatures } from './0001-signatures';
import { answers } from './0002-answers';

/** In order; a migration that has been released is never edited. */
export const cloudapiMigrations = [signatures, answers];
