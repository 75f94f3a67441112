import { ConflictError } from '@triton/errors/conflict-error';
import type { Kysely } from '@triton/database/kysely';
import type { CnapiTables } from '../tables';
import { refuseOtherCommand } from './refuse-other-command';

interface KeyedCommand {
  serverUuid: string;
  vmUuid: string;
  task: string;
  key: string;
}

/** The task that was recorded under the command's key. */
export async function findByKey(db: Kysely<CnapiTables>, command: KeyedCommand): Promise<string> {
  const recorded = await db
    .selectFrom('cnapi.tasks')
    .select(['id', 'server_uuid', 'vm_uuid', 'task'])
    .where('idempotency_key', '=', command.key)
    .executeTakeFirst();
  if (!recorded) throw new ConflictError('another request with this Idempotency-Key is being worked on');
  refuseOtherCommand(command, recorded);
  return recorded.id;
}
