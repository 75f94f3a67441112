import { PreconditionFailedError } from '@triton/errors/precondition-failed-error';

/** The version of a VM's record as `ETag` and `If-Match` write it. */
export function etagOf(version: number): string {
  return `"${version}"`;
}

/** Throws PreconditionFailed when `ifMatch` names neither the current version nor `*`. */
export function demandMatch(ifMatch: string | undefined, version: number): void {
  if (ifMatch === undefined) return;
  const named = ifMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  if (named.includes('*') || named.includes(etagOf(version))) return;
  throw new PreconditionFailedError(`the VM has changed: its ETag is ${etagOf(version)}`);
}
