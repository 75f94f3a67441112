import { createHash } from 'node:crypto';
import { PreconditionFailedError } from '@triton/errors/precondition-failed-error';
import type { PackageRecord } from './package-record';

/** Says what a package is, so it changes whenever the package does. */
export function packageEtag(record: PackageRecord): string {
  const sorted = Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1));
  return `"${createHash('sha256').update(JSON.stringify(sorted)).digest('base64url').slice(0, 22)}"`;
}

/** Throws PreconditionFailed when `If-Match` names neither what the package is now nor `*`. */
export function demandMatch(ifMatch: string | undefined, record: PackageRecord): void {
  if (ifMatch === undefined) return;
  const named = ifMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  const etag = packageEtag(record);
  if (named.includes('*') || named.includes(etag)) return;
  throw new PreconditionFailedError(`the package has changed: its ETag is ${etag}`);
}
