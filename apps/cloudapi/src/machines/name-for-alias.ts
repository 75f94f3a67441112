import { RemoteError } from '@triton/http-client/remote-error';

/** VMAPI's refusal of an `alias`, which its owner knows as the machine's `name`; any other refusal as it is. */
export function nameForAlias(refusal: RemoteError): RemoteError {
  if (!refusal.errors.some(({ field }) => field === 'alias')) return refusal;
  return new RemoteError({
    remote: refusal.remote,
    status: refusal.status,
    code: refusal.code,
    // Most clients show the message alone.
    message: `${refusal.message}: Invalid machine name`,
    errors: refusal.errors.map((fault) => (fault.field === 'alias' ? { ...fault, field: 'name' } : fault)),
    facts: refusal.facts(),
    cause: refusal,
  });
}
