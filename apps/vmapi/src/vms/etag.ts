import { PreconditionFailedError } from '@triton/errors/precondition-failed-error';
import { matchesEtag } from '@triton/http-server/etag';

/** The version of a VM's record as `ETag` and `If-Match` write it. */
export function etagOf(version: number): string {
  return `"${version}"`;
}

/** Throws PreconditionFailed when `ifMatch` names neither the current version nor `*`. */
export function demandMatch(ifMatch: string | undefined, version: number): void {
  if (ifMatch === undefined || matchesEtag(ifMatch, etagOf(version))) return;
  throw new PreconditionFailedError(`the VM has changed: its ETag is ${etagOf(version)}`);
}
