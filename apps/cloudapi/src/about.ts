import type { ServiceAbout } from '@triton/http-server/openapi/service-about';

/** What the docs say of CloudAPI beyond its table of endpoints. */
export const about: ServiceAbout = {
  title: 'CloudAPI',
  version: '9.4.3',
  description:
    'What a cloud user may do with their account, their machines and the disks of their machines (RFD 154). `:login` is ' +
    'the account that signs, or `my`. Sizes are MiB. What goes on after its answer is a job, named in `x-job-uuid`.',
  invalidCodes: ['InvalidArgument', 'MissingParameter'],
  callerCodes: [
    'InvalidCredentials',
    'InvalidHeader',
    'NotAuthorized',
    'RequestExpired',
    'ResourceNotFound',
    'ServiceUnavailable',
  ],
  versioned: true,
  acceptForms: true,
  requestHeaders: ({ method, path }) =>
    method !== 'get' && path.includes('/machines') ? ['Idempotency-Key', 'If-Match'] : [],
  meanings: {
    ConflictError: 'the disk is being changed, or an `Idempotency-Key` came back with another request',
    InvalidArgument: 'an input breaks a rule; a shrink nobody allowed; the boot disk; `VM must be stopped`',
    InvalidCredentials: 'no signature, or one that does not verify; an unknown account or key',
    NotAuthorized: 'the account is disabled',
    PreconditionFailed: 'the machine has changed since the `ETag` in `If-Match`',
    RequestTooLarge: 'a body of more than 100 000 bytes',
    ResourceNotFound: "it does not exist, or is another account's",
    UnallocatedVM: 'the machine is still being provisioned',
    UnsupportedMediaType: 'the body is neither JSON nor a form, not UTF-8, or compressed',
    ValidationFailed: 'VMAPI refuses a field: a `name` that another machine of the account has',
    VmWithoutFlexibleDiskSize: 'disks of a machine whose package is not flexible',
  },
};
