import { RemoteError } from '@triton/http-client/remote-error';

/** Fields that VMAPI calls otherwise than its owner's user does, and what the message then adds. */
const NAMES: Readonly<Record<string, { field: string; addition: string }>> = {
  alias: { field: 'name', addition: 'Invalid machine name' },
  snapshot_name: { field: 'name', addition: 'Invalid snapshot name' },
};

/** VMAPI's refusal with fields named as CloudAPI names them; any other refusal as it is. */
export function ownFieldNames(refusal: RemoteError): RemoteError {
  const foreign = refusal.errors.find(({ field }) => Object.hasOwn(NAMES, field));
  if (!foreign) return refusal;
  return new RemoteError({
    remote: refusal.remote,
    status: refusal.status,
    code: refusal.code,
    // Most clients show the message alone.
    message: `${refusal.message}: ${NAMES[foreign.field]?.addition ?? ''}`,
    errors: refusal.errors.map((fault) => ({ ...fault, field: NAMES[fault.field]?.field ?? fault.field })),
    facts: refusal.facts(),
    cause: refusal,
  });
}
