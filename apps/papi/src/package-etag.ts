import { PreconditionFailedError } from '@triton/errors/precondition-failed-error';
import { etagOfValue, matchesEtag } from '@triton/http-server/etag';
import type { PackageRecord } from './package-record';

/** Says what a package is, so it changes whenever the package does. */
export function packageEtag(record: PackageRecord): string {
  return etagOfValue(Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Throws PreconditionFailed when `If-Match` names neither what the package is now nor `*`. */
export function demandMatch(ifMatch: string | undefined, record: PackageRecord): void {
  if (ifMatch === undefined) return;
  const etag = packageEtag(record);
  if (matchesEtag(ifMatch, etag)) return;
  throw new PreconditionFailedError(`the package has changed: its ETag is ${etag}`);
}
