import { servers } from './0001-servers';
import { tickets } from './0002-tickets';
import { tasks } from './0003-tasks';
import { allocations } from './0004-allocations';
import { growth } from './0005-growth';
import { lines } from './0006-lines';

/** In order; a migration that has been released is never edited. */
export const cnapiMigrations = [servers, tickets, tasks, allocations, growth, lines];
