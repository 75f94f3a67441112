import type { ServiceAbout } from '@triton/http-server/openapi/service-about';

/** Changes that come to the same however often they are asked for, or that have a state to be asked for in. */
const KEYLESS = new Set(['PutVm', 'PutVms', 'RunAudit', 'RetryJob', 'AbandonJob']);

/** What the docs say of VMAPI beyond its table of endpoints. */
export const about: ServiceAbout = {
  title: 'VMAPI',
  version: '1.0.0',
  description:
    'VMs, their disks, and the jobs that change them. Inner: callers are services, with tokens of their own; CloudAPI ' +
    "names the owner in `owner_uuid`, and with it another account's VM is 404. Sizes are whole MiB. `action` may " +
    'also stand in the query.',
  invalidCodes: ['ValidationFailed'],
  callerCodes: ['InvalidCredentials', 'NotAuthorized'],
  requestHeaders: ({ method, name }) => {
    if (method === 'get') return [];
    return KEYLESS.has(name) ? ['If-Match'] : ['Idempotency-Key', 'If-Match', 'x-context'];
  },
  meanings: {
    ConflictError:
      'another operation on that disk has not ended; an `Idempotency-Key` was used for another request (kept 24 hours)',
    InvalidArgument: 'a rule of RFD 154: a shrink nobody allowed, the boot disk, a ninth disk',
    NoAllocatableServers: 'no compute node has room (from CNAPI)',
    ResourceNotFound: "no such VM, disk or job, or not the owner's",
    VmNotStopped: 'adding, deleting, shrinking need the VM down; growing may not, see `online_grow`',
  },
};
