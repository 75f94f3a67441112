import { PreconditionFailedError } from '@triton/errors/precondition-failed-error';
import type { Selectable } from '@triton/database/kysely';
import { etagOfValue, matchesEtag } from '@triton/http-server/etag';
import type { ServerTable } from '../tables';

type Decided = Pick<Selectable<ServerTable>, 'setup' | 'reserved' | 'comments'>;

/** The version of what operators have decided about a server. What it reports of itself changes with every heartbeat. */
export function serverEtag({ setup, reserved, comments }: Decided): string {
  return etagOfValue([setup, reserved, comments]);
}

/** Throws PreconditionFailed when `If-Match` names neither what is decided now nor `*`. */
export function demandMatch(ifMatch: string | undefined, server: Decided): void {
  if (ifMatch === undefined) return;
  const etag = serverEtag(server);
  if (matchesEtag(ifMatch, etag)) return;
  throw new PreconditionFailedError(`the server was changed by another operator: its ETag is ${etag}`);
}
