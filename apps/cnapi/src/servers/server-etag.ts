import { createHash } from 'node:crypto';
import { PreconditionFailedError } from '@triton/errors/precondition-failed-error';
import type { Selectable } from '@triton/database/kysely';
import type { ServerTable } from '../tables';

type Decided = Pick<Selectable<ServerTable>, 'setup' | 'reserved' | 'comments'>;

/** The version of what operators have decided about a server. What it reports of itself changes with every heartbeat. */
export function serverEtag({ setup, reserved, comments }: Decided): string {
  const digest = createHash('sha256').update(JSON.stringify([setup, reserved, comments]));
  return `"${digest.digest('base64url').slice(0, 22)}"`;
}

/** Throws PreconditionFailed when `If-Match` names neither what is decided now nor `*`. */
export function demandMatch(ifMatch: string | undefined, server: Decided): void {
  if (ifMatch === undefined) return;
  const named = ifMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  const etag = serverEtag(server);
  if (named.includes('*') || named.includes(etag)) return;
  throw new PreconditionFailedError(`the server was changed by another operator: its ETag is ${etag}`);
}
